import { Select } from "antd";
import { useState } from "react";
import type { Field, FieldType, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { KeyRow, useOwnKey } from "../parts/KeyRow";
import { isOwnKey, proposeKey } from "../parts/key";
import { LabelRows } from "../parts/LabelRows";
import { isNamed, useNameOf } from "../parts/labels";
import { Row } from "../parts/Section";
import type { Edited } from "../parts/useEdited";
import { useSend } from "../parts/useSend";
import { AliasInput } from "./AliasInput";
import { changeModule, fieldPath } from "./changes";
import { DefaultRow } from "./DefaultRow";
import { FieldFlags } from "./FieldFlags";
import { FieldSettings } from "./FieldSettings";
import { createWire, draftOf, type FieldDraft, isCrossed, newDraft, updateWire, withType } from "./fieldDraft";
import { faultsBySetting } from "./fieldFaults";
import { LinkSettings } from "./LinkSettings";
import { OptionsEditor } from "./OptionsEditor";
import { optionsWire, withOne } from "./options";
import { SectionRow } from "./SectionRow";
import { canChange, has } from "./settings";
import { useWords } from "./words";

/** Makes a field of any type, or changes one as far as it may be changed. */
export function FieldForm({ module, edited }: { module: Module; edited: Edited<Field> }) {
  const w = useWords();
  const label = useLabel();
  const nameOf = useNameOf();
  const send = useSend();
  const field = edited.one;
  const [start] = useState<FieldDraft>(() => (field ? draftOf(field) : newDraft("")));
  const [draft, setDraft] = useState(start);
  const [proposed, setKey] = useOwnKey(draft.labels.en);
  const key = field?.key ?? proposed;
  const set = (change: Partial<FieldDraft>) => setDraft({ ...draft, ...change });
  const faultOf = faultsBySetting(send.faults, key);
  const setType = (type: FieldType) => {
    const next = withType(draft, type);
    const needsOptions = has(type, "options") && next.options.length === 0;
    setDraft(needsOptions ? { ...next, options: withOne([], () => proposeKey("", Date.now())) } : next);
  };
  const isComplete =
    isNamed(draft.labels) &&
    !isCrossed(draft) &&
    (field !== null || isOwnKey(key)) &&
    (!has(draft.type, "options") || optionsWire(draft.options).length > 0) &&
    (!has(draft.type, "target") || draft.target !== undefined);
  const save = async () => {
    const done = await send.send(async () => {
      if (!field) await changeModule("POST", `modules/${module.key}/fields`, createWire({ ...draft, key }));
      else if (isChanged) await changeModule("PATCH", fieldPath(module.key, field.key), updateWire(start, draft));
    });
    if (!done) return;
    say((field ? w.field.saved : w.field.made)(nameOf(draft.labels, key)));
    edited.close();
  };
  const isChanged = Object.keys(updateWire(start, draft)).length > 0;
  const rows = { module, field, draft, onChange: set, faultOf };
  return (
    <FormDrawer
      isOpen={edited.isOpen}
      title={field ? `${w.field.edit} · ${label(field)}` : w.field.add}
      isChanged={isChanged}
      isComplete={isComplete}
      send={send}
      onSave={save}
      onClose={edited.close}
      width={560}
    >
      {field?.core && <p className="dim">{w.field.coreHint}</p>}
      <Row label={w.field.type} fault={faultOf("type")}>
        {(id) =>
          field ? (
            <output id={id}>{w.types[field.type] ?? field.type}</output>
          ) : (
            <Select
              id={id}
              value={draft.type}
              onChange={setType}
              options={Object.entries(w.types).map(([value, text]) => ({ value: value as FieldType, label: text }))}
              showSearch={{ optionFilterProp: "label" }}
              style={{ width: "100%" }}
            />
          )
        }
      </Row>
      <LabelRows value={draft.labels} onChange={(labels) => set({ labels })} fault={faultOf("label")} />
      {!field && <KeyRow value={key} onChange={setKey} fault={faultOf("key")} />}
      <FieldFlags {...rows} />
      <LinkSettings {...rows} />
      <FieldSettings {...rows} />
      {has(draft.type, "options") && (
        <OptionsEditor
          options={draft.options}
          isFixed={field?.core ?? false}
          onChange={(options) => set({ options })}
          faultOf={faultOf}
        />
      )}
      {canChange(field, draft.type, "default") && (
        <DefaultRow draft={draft} onChange={(value) => set({ default: value })} fault={faultOf("default")} />
      )}
      <LabelRows
        asked={w.field.help}
        value={draft.help}
        onChange={(help) => set({ help })}
        fault={faultOf("help")}
        hint={w.field.helpHint}
      />
      {canChange(field, draft.type, "aliases") && (
        <Row label={w.field.aliases} hint={w.field.aliasesHint} fault={faultOf("aliases")}>
          {(id) => <AliasInput id={id} value={draft.aliases} onChange={(aliases) => set({ aliases })} />}
        </Row>
      )}
      {!field && <SectionRow module={module} draft={draft} onChange={set} fault={faultOf("section")} />}
    </FormDrawer>
  );
}
