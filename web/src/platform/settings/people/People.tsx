import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { moduleOf } from "../../api/queries";
import type { Module, RecordRow } from "../../api/types";
import { useLabel, useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { useForms } from "../../records/forms";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { Loaded } from "../parts/Loaded";
import { Records, useRecords } from "../parts/Records";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useResting } from "../parts/useResting";
import { directoryChanged } from "./changed";
import { departmentField, peopleAsked, shownFields } from "./directory";
import { LoginDrawer } from "./LoginDrawer";
import { PersonRow } from "./PersonRow";
import type { Node } from "./tree";
import { useLogins } from "./useLogins";
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
  const [text, setText] = useState("");
  const q = useResting(text);
  const edited = useEdited<RecordRow>();
  const logins = useLogins();
  const place = departmentField(module);
  const fields = shownFields(module);
  const asked = peopleAsked(module, department.id, hasBelow, q);
  const query = useRecords(
    ["directory", module.key, department.id, String(hasBelow), q],
    module.key,
    async () => asked,
  );
  const start = place ? { [place.key]: { id: department.id, name: department.name } } : {};
  const add = () => openForm({ module: module.key, start, onSaved: () => void directoryChanged() });
  const total = hasBelow ? department.people_with_below : department.people;
  const actions = (
    <div className="set-tools">
      {department.children.length > 0 && (
        <Checkbox checked={hasBelow} onChange={(event) => setBelow(event.target.checked)}>
          {w.below}
        </Checkbox>
      )}
      <Input
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={w.findPerson}
        aria-label={w.findPerson}
        allowClear
        style={{ width: 200 }}
      />
      <Button type="primary" icon={<PlusOutlined />} onClick={add}>
        {w.addPerson}
      </Button>
    </div>
  );
  return (
    <Section title={department.name ?? ""} lead={w.count(integer(total, locale))} actions={actions}>
      {logins.fault && (
        <p className="late" role="alert">
          {logins.fault}
        </p>
      )}
      <Records query={query} counted={w.count} empty={<State title={q === "" ? w.noPeople : w.noSuchPerson} />}>
        {(records) => (
          <Table label={w.people} heads={[w.name, ...fields.map(label), w.login, ""]}>
            {records.map((record) => (
              <PersonRow
                key={record.id}
                module={module}
                record={record}
                fields={fields}
                login={logins.of(record.id)}
                onOpen={() => edited.edit(record)}
              />
            ))}
          </Table>
        )}
      </Records>
      {edited.one && (
        <LoginDrawer
          key={edited.turn}
          person={edited.one}
          login={logins.of(edited.one.id) ?? null}
          isOpen={edited.isOpen}
          onClose={edited.close}
        />
      )}
    </Section>
  );
}
