import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { moduleOf } from "../../api/queries";
import type { Module } from "../../api/types";
import { useLabel, useText } from "../../i18n";
import { useForms } from "../../records/forms";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { useIsPhone } from "../../ui/useIsPhone";
import { Find } from "../parts/Find";
import { Loaded } from "../parts/Loaded";
import { Records, useRecords } from "../parts/Records";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useResting } from "../parts/useResting";
import { directoryChanged } from "./changed";
import { departmentField, peopleAsked, shownFields } from "./directory";
import { LoginForms, type OpenLogin } from "./LoginForms";
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
  const t = useText();
  const openForm = useForms((forms) => forms.open);
  const [hasBelow, setBelow] = useState(department.people === 0);
  const [text, setText] = useState("");
  const q = useResting(text);
  // On a phone the name stands above already.
  const isPhone = useIsPhone();
  const edited = useEdited<OpenLogin>();
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
  const actions = (
    <div className="set-tools">
      {department.children.length > 0 && (
        <Checkbox checked={hasBelow} onChange={(event) => setBelow(event.target.checked)}>
          {w.below}
        </Checkbox>
      )}
      <Find label={w.findPerson} value={text} onChange={setText} />
      <Button type="primary" icon={<PlusOutlined />} onClick={add}>
        {w.addPerson}
      </Button>
    </div>
  );
  return (
    <Section {...(isPhone ? {} : { title: department.name ?? "" })} actions={actions}>
      {logins.fault && (
        <p className="late" role="alert">
          {w.loginsFailed(logins.fault)}{" "}
          <Button size="small" onClick={logins.retry}>
            {t.state.retry}
          </Button>
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
                onOpen={() => edited.edit({ person: record, isNew: !logins.of(record.id) })}
              />
            ))}
          </Table>
        )}
      </Records>
      <LoginForms edited={edited} loginOf={logins.of} />
    </Section>
  );
}
