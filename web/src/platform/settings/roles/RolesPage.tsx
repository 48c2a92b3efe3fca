import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useLabel, useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { Table } from "../../ui/Table";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
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

function RoleList({ roles }: { roles: Role[] }) {
  const w = useWords();
  const label = useLabel();
  const locale = useLocale();
  const originOf = (role: Role) => (role.shipped ? (role.changed ? w.changed : w.shipped) : w.own);
  const [, choose] = useChosen();
  const edited = useEdited<never>();
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={edited.make}>
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
      {edited.turn > 0 && (
        <NewRole key={edited.turn} edited={edited} roles={roles} onMade={(key) => choose({ of: key })} />
      )}
    </Section>
  );
}
