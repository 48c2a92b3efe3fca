import { Button, Select } from "antd";
import { useState } from "react";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { LabelRows, labelsOf } from "../parts/LabelRows";
import { SaveBar } from "../parts/SaveBar";
import { Row, Section } from "../parts/Section";
import { useGuard } from "../parts/useGuard";
import { useSend } from "../parts/useSend";
import { useChosen } from "../useSettings";
import { changeModule } from "./changes";
import { useWords } from "./words";

/** What a module is called; one's own may also name its records otherwise, and be retired. */
export function Basics({ module }: { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const send = useSend();
  const [labels, setLabels] = useState(module.labels);
  const [nameField, setNameField] = useState(module.name_field);
  const isChanged = JSON.stringify(labels) !== JSON.stringify(module.labels) || nameField !== module.name_field;
  useGuard(isChanged && !send.isBusy);
  const discard = () => {
    setLabels(module.labels);
    setNameField(module.name_field);
  };
  const save = async () => {
    const named = nameField === module.name_field ? {} : { name_field: nameField };
    const done = await send.send(() =>
      changeModule("PATCH", `modules/${module.key}`, { label: labelsOf(labels), ...named }),
    );
    if (done) say(w.basics.saved);
  };
  const canName = module.fields.filter(
    (field) => !field.system && (field.type === "text" || field.type === "auto_number"),
  );
  return (
    <>
      <Section title={w.basics.labels}>
        <LabelRows value={labels} onChange={setLabels} fault={send.of("label")} />
        <Row label={w.key}>{(id) => <output id={id}>{module.key}</output>}</Row>
        {module.custom && (
          <Row label={w.basics.nameField} hint={w.basics.nameFieldHint} fault={send.of("name_field")}>
            {(id) => (
              <Select
                id={id}
                value={nameField}
                onChange={setNameField}
                options={canName.map((field) => ({ value: field.key, label: label(field) }))}
                style={{ width: "100%" }}
              />
            )}
          </Row>
        )}
      </Section>
      <Section title={w.basics.retire} lead={module.custom ? w.basics.retireLead : w.basics.cannotRetire}>
        {module.custom && <Retire module={module} />}
      </Section>
      <SaveBar isChanged={isChanged} send={send} onSave={() => void save()} onDiscard={discard} />
    </>
  );
}

function Retire({ module }: { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const ask = useAsk();
  const [, choose] = useChosen();
  const name = label(module);
  const retire = async () => {
    try {
      choose({ of: undefined, tab: undefined });
      await changeModule("DELETE", `modules/${module.key}`);
      say(w.basics.retired(name), async () => {
        await changeModule("PATCH", `modules/${module.key}`, { retired: false });
      });
    } catch (error) {
      sayFault(error);
    }
  };
  const asked = {
    title: w.basics.retireAsk(name),
    content: w.basics.retireLead,
    okText: w.basics.retire,
    isGrave: true,
    onOk: retire,
  };
  return (
    <Button danger onClick={() => void ask(asked)}>
      {w.basics.retire}
    </Button>
  );
}
