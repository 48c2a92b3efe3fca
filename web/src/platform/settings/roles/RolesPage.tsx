import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useLabel, useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { door } from "../queries";
import { useChosen } from "../useSettings";
import type { Role } from "./matrix";
import { NewRole } from "./NewRole";
import { RoleEditor } from "./RoleEditor";
import { useWords } from "./words";
import "./roles.css";

/** The roles, and one of them in full. */
export default function RolesPage() {
  const [{ of }] = useChosen();
  const query = useQuery(door("roles"));
  return (
    <Loaded query={query}>
      {({ roles }) => {
        const chosen = roles.find((role) => role.key === of);
        return chosen ? <RoleEditor key={chosen.key} role={chosen} /> : <RoleList roles={roles} />;
      }}
    </Loaded>
  );
}

/** Where a role comes from. */
export function useOrigin(): (role: Role) => string {
  const w = useWords();
  return (role) => (role.shipped ? (role.changed ? w.changed : w.shipped) : w.own);
}

function RoleList({ roles }: { roles: Role[] }) {
  const w = useWords();
  const label = useLabel();
  const locale = useLocale();
  const originOf = useOrigin();
  const [, choose] = useChosen();
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {w.make}
    </Button>
  );
  return (
    <Section lead={w.lead} actions={make}>
      <Table label={w.role} heads={[w.role, w.members, w.kind]}>
        {roles.map((role) => (
          <tr key={role.key}>
            <td>
              <button type="button" className="set-link" onClick={() => choose({ of: role.key })}>
                {label(role)}
              </button>
              {role.admin && <small>{w.admin}</small>}
            </td>
            <td className="num">
              <button
                type="button"
                className="set-link"
                onClick={() => choose({ of: role.key, tab: "members" })}
                aria-label={`${label(role)} ${w.membersOf(integer(role.members, locale))}`}
              >
                {w.membersOf(integer(role.members, locale))}
              </button>
            </td>
            <td className="dim">{originOf(role)}</td>
          </tr>
        ))}
      </Table>
      <NewRole isOpen={isMaking} roles={roles} onClose={() => setMaking(false)} onMade={(key) => choose({ of: key })} />
    </Section>
  );
}
