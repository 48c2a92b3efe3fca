import { Input, Select } from "antd";
import { useState } from "react";
import type { Labels, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say } from "../../ui/toasts";
import { LabelRows } from "../parts/LabelRows";
import { labelsOf } from "../parts/labels";
import { SaveBar } from "../parts/SaveBar";
import { Row, Section } from "../parts/Section";
import { useGuard } from "../parts/useGuard";
import { useSend } from "../parts/useSend";
import { useWords as useCommon } from "../words";
import { changeModule } from "./changes";
import { PlaceSection } from "./PlaceSection";
import { type Place, placeOf, placeWire } from "./place";
import { pluralOf, pluralWire } from "./plural";
import { RetireModule } from "./RetireModule";
import { useWords } from "./words";

interface Draft extends Partial<Place> {
  labels?: Labels;
  plural?: string;
  name_field?: string;
}

/** What a module is called; one's own may also name its records otherwise, be placed, and be retired. */
export function Basics({ module }: { module: Module }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const send = useSend();
  // Only what was changed: the rest is as the server has it now.
  const [draft, setDraft] = useState<Draft>({});
  const set = (change: Draft) => setDraft({ ...draft, ...change });
  const now = { labels: module.labels, name_field: module.name_field, ...placeOf(module), ...draft };
  const change = {
    ...(JSON.stringify(labelsOf(now.labels)) === JSON.stringify(module.labels) ? {} : { label: labelsOf(now.labels) }),
    ...(now.name_field === module.name_field ? {} : { name_field: now.name_field }),
    ...pluralWire(module, now.labels, draft.plural),
    ...placeWire(placeOf(module), now),
  };
  const isChanged = Object.keys(change).length > 0;
  useGuard(isChanged && !send.isBusy);
  const save = async () => {
    if (!(await send.send(() => changeModule("PATCH", `modules/${module.key}`, change)))) return;
    setDraft({});
    say(w.basics.saved);
  };
  const discard = () => {
    setDraft({});
    send.clear();
  };
  const canName = module.fields.filter(
    (field) => !field.system && (field.type === "text" || field.type === "auto_number"),
  );
  return (
    <>
      <Section title={w.basics.labels}>
        <LabelRows value={now.labels} onChange={(labels) => set({ labels })} fault={send.of("label")} />
        <Row label={w.basics.plural} hint={w.basics.pluralHint} fault={send.of("plural")}>
          {(id) => (
            <Input
              id={id}
              value={draft.plural ?? pluralOf(module, now.labels)}
              maxLength={80}
              placeholder={now.labels.en ?? ""}
              status={send.of("plural") ? "error" : ""}
              onChange={(event) => set({ plural: event.target.value })}
            />
          )}
        </Row>
        <Row label={common.key}>{(id) => <output id={id}>{module.key}</output>}</Row>
        {module.custom && (
          <Row label={w.basics.nameField} hint={w.basics.nameFieldHint} fault={send.of("name_field")}>
            {(id) => (
              <Select
                id={id}
                value={now.name_field}
                onChange={(name_field) => set({ name_field })}
                options={canName.map((field) => ({ value: field.key, label: label(field) }))}
                status={send.of("name_field") ? "error" : ""}
                style={{ width: "100%" }}
              />
            )}
          </Row>
        )}
      </Section>
      {module.custom && <PlaceSection module={module} value={now} onChange={set} faultOf={send.of} />}
      <Section title={w.basics.retire} lead={module.custom ? w.basics.retireLead : w.basics.cannotRetire}>
        {module.custom && <RetireModule module={module} />}
      </Section>
      <SaveBar isChanged={isChanged} send={send} onSave={() => void save()} onDiscard={discard} />
    </>
  );
}
