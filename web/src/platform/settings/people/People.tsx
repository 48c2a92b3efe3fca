import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { moduleOf, someOf } from "../../api/queries";
import type { Field, Module, RecordRow } from "../../api/types";
import { Moment } from "../../fields/dates";
import { Value } from "../../fields/Value";
import { useLabel, useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { useForms } from "../../records/forms";
import { PersonName } from "../../ui/Face";
import { State } from "../../ui/states";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { door } from "../queries";
import { directoryChanged } from "./changed";
import { departmentField, shownFields } from "./directory";
import { type Login, LoginDrawer } from "./LoginDrawer";
import { type Node, within } from "./tree";
import { useWords } from "./words";

/** The people of a department, with the state of their log-ins. */
export function People({ module: key, department }: { module: string; department: Node }) {
  const module = useQuery(moduleOf(key));
  return <Loaded query={module}>{(people) => <OfDepartment module={people} department={department} />}</Loaded>;
}

function OfDepartment({ module, department }: { module: Module; department: Node }) {
  const w = useWords();
  const label = useLabel();
  const locale = useLocale();
  const openForm = useForms((forms) => forms.open);
  const [hasBelow, setBelow] = useState(department.people === 0);
  const [opened, setOpened] = useState<RecordRow | null>(null);
  const place = departmentField(module);
  const fields = shownFields(module);
  const ids = hasBelow ? within(department) : [department.id];
  const filter = place ? ({ field: place.key, op: "in", value: ids } as const) : undefined;
  const asked = { filter, sort: module.name_field, fields: [module.name_field, ...fields.map((field) => field.key)] };
  const query = useQuery(someOf(module.key, asked, 200));
  const logins = useQuery(door("logins"));
  const loginOf = (person: string) => logins.data?.logins.find((login) => login.person === person);
  const start = place ? { [place.key]: { id: department.id, name: department.name } } : {};
  const add = () => openForm({ module: module.key, start, onSaved: () => void directoryChanged() });
  const actions = (
    <div className="set-tools">
      {department.children.length > 0 && (
        <Checkbox checked={hasBelow} onChange={(event) => setBelow(event.target.checked)}>
          {w.below}
        </Checkbox>
      )}
      <Button type="primary" icon={<PlusOutlined />} onClick={add}>
        {w.addPerson}
      </Button>
    </div>
  );
  const total = hasBelow ? department.people_with_below : department.people;
  return (
    <Section title={department.name ?? ""} lead={w.count(integer(total, locale))} actions={actions}>
      <Loaded query={query}>
        {({ records }) =>
          records.length === 0 ? (
            <State title={w.noPeople} />
          ) : (
            <Table label={w.people} heads={[w.name, ...fields.map(label), w.login, ""]}>
              {records.map((record) => (
                <PersonRow
                  key={record.id}
                  module={module}
                  record={record}
                  fields={fields}
                  login={loginOf(record.id)}
                  onOpen={() => setOpened(record)}
                />
              ))}
            </Table>
          )
        }
      </Loaded>
      <LoginDrawer
        key={opened?.id}
        person={opened}
        login={opened ? loginOf(opened.id) : undefined}
        onClose={() => setOpened(null)}
      />
    </Section>
  );
}

interface PersonRowProps {
  module: Module;
  record: RecordRow;
  fields: Field[];
  login: Login | undefined;
  onOpen: () => void;
}

function PersonRow({ module, record, fields, login, onOpen }: PersonRowProps) {
  const w = useWords();
  const action = login ? w.manage : w.give;
  return (
    <tr>
      <td>
        <Link to="/records/$module/$id" params={{ module: module.key, id: record.id }}>
          <PersonName name={record.name} />
        </Link>
      </td>
      {fields.map((field) => (
        <td key={field.key}>
          <Value field={field} record={record} />
        </td>
      ))}
      <td>
        {login ? (
          <>
            <span className={login.disabled_at ? "set-state bad" : "set-state good"}>
              {login.disabled_at ? w.off : login.account}
            </span>
            <small>{login.last_seen_at ? <Moment value={login.last_seen_at} /> : w.never}</small>
          </>
        ) : (
          <span className="dim">{w.noLogin}</span>
        )}
      </td>
      <td className="act">
        <Button size="small" type="text" onClick={onOpen} aria-label={`${action} ${record.name}`}>
          {action}
        </Button>
      </td>
    </tr>
  );
}
