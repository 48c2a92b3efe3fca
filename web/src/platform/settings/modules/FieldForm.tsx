import { Drawer, Input, Select } from "antd";
import { useState } from "react";
import type { Field, FieldType, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say } from "../../ui/toasts";
import { useIsPhone } from "../../ui/useIsPhone";
import { DrawerFoot } from "../parts/DrawerFoot";
import { isOwnKey, proposeKey } from "../parts/key";
import { LabelRows, labelsOf } from "../parts/LabelRows";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { changeModule, fieldPath } from "./changes";
import { FieldFlags, HelpRows } from "./FieldFlags";
import { FieldSettings } from "./FieldSettings";
import { createWire, draftOf, type FieldDraft, has, newDraft, updateWire } from "./fieldDraft";
import { OptionsEditor } from "./OptionsEditor";
import { optionsWire, withOne } from "./options";
import { useWords } from "./words";

interface FieldFormProps {
  module: Module;
  field: Field | null;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes a field of any type, or changes one as far as it may be changed. */
export function FieldForm({ module, field, isOpen, onClose }: FieldFormProps) {
  const w = useWords();
  const label = useLabel();
  const isPhone = useIsPhone();
  const send = useSend();
  const [start] = useState<FieldDraft>(() => (field ? draftOf(field) : newDraft("")));
  const [draft, setDraft] = useState(start);
  const [now] = useState(() => Date.now());
  const set = (change: Partial<FieldDraft>) => setDraft({ ...draft, ...change });
  const key = field?.key ?? (draft.key === "" ? proposeKey(draft.labels.en ?? "", now) : draft.key);
  const setType = (type: FieldType) => {
    const needsOptions = has(type, "options") && draft.options.length === 0;
    set({ type, ...(needsOptions ? { options: withOne([], () => proposeKey("", now)) } : {}) });
  };
  const isComplete =
    Object.keys(labelsOf(draft.labels)).length > 0 &&
    (field !== null || isOwnKey(key)) &&
    (!has(draft.type, "options") || optionsWire(draft.options).length > 0) &&
    (!has(draft.type, "target") || draft.target !== undefined);
  const name = draft.labels.zh || draft.labels.en || key;
  const save = async () => {
    const done = await send.send(async () => {
      if (field) {
        const change = updateWire(start, draft);
        if (Object.keys(change).length > 0) await changeModule("PATCH", fieldPath(module.key, field.key), change);
      } else await changeModule("POST", `modules/${module.key}/fields`, createWire({ ...draft, key }));
    });
    if (!done) return;
    say(field ? w.field.saved(name) : w.field.made(name));
    onClose();
  };
  const types = Object.entries(w.types).map(([value, text]) => ({ value: value as FieldType, label: text }));
  const sections = module.layout.filter((section) => section.key !== null);
  return (
    <Drawer
      open={isOpen}
      title={field ? `${w.field.edit} · ${label(field)}` : w.field.add}
      onClose={onClose}
      size={isPhone ? "100%" : 560}
      footer={<DrawerFoot send={send} canSave={isComplete} onCancel={onClose} onSave={() => void save()} />}
    >
      {field?.core && <p className="dim">{w.field.coreHint}</p>}
      <Row label={w.field.type} fault={send.of("type")}>
        {(id) =>
          field ? (
            <output id={id}>{w.types[field.type] ?? field.type}</output>
          ) : (
            <Select
              id={id}
              value={draft.type}
              onChange={setType}
              options={types}
              showSearch={{ optionFilterProp: "label" }}
              style={{ width: "100%" }}
            />
          )
        }
      </Row>
      <LabelRows value={draft.labels} onChange={(labels) => set({ labels })} fault={send.of("label")} />
      {!field && (
        <Row label={w.key} hint={w.field.keyHint} fault={send.of("key")}>
          {(id) => (
            <Input
              id={id}
              value={key}
              maxLength={28}
              status={isOwnKey(key) ? "" : "error"}
              onChange={(event) => set({ key: event.target.value })}
            />
          )}
        </Row>
      )}
      <FieldFlags field={field} draft={draft} onChange={set} faultOf={send.of} />
      <FieldSettings field={field} draft={draft} onChange={set} faultOf={send.of} />
      {has(draft.type, "options") && (
        <OptionsEditor
          options={draft.options}
          isFixed={field?.core ?? false}
          onChange={(options) => set({ options })}
          faultOf={send.of}
        />
      )}
      <HelpRows value={draft.help} onChange={(help) => set({ help })} fault={send.of("help")} />
      {!field && sections.length > 0 && (
        <Row label={w.field.section} fault={send.of("section")}>
          {(id) => (
            <Select
              id={id}
              value={draft.section ?? ""}
              onChange={(next) => set({ section: next === "" ? undefined : next })}
              options={[
                { value: "", label: w.field.sectionNone },
                ...sections.map((one) => ({ value: one.key, label: label(one) })),
              ]}
              style={{ width: "100%" }}
            />
          )}
        </Row>
      )}
    </Drawer>
  );
}
