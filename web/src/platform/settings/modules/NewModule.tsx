import { Drawer, Input, Segmented, Switch } from "antd";
import { useState } from "react";
import type { Labels } from "../../api/types";
import { say } from "../../ui/toasts";
import { DrawerFoot } from "../parts/DrawerFoot";
import { isOwnKey, proposeKey } from "../parts/key";
import { LabelRows, labelsOf } from "../parts/LabelRows";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { useChosen } from "../useSettings";
import { changeModule } from "./changes";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";
import { useWords } from "./words";

const EMPTY = {
  labels: {} as Labels,
  key: "",
  isOwned: true,
  naming: "name" as "name" | "number",
  pattern: "{yyyy}{mm}-{0000}",
};

/** Makes a module: its name, whether its records have owners, what they are called by. */
export function NewModule({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const w = useWords();
  const send = useSend();
  const [, choose] = useChosen();
  const [draft, setDraft] = useState(EMPTY);
  const [now] = useState(() => Date.now());
  const set = (change: Partial<typeof EMPTY>) => setDraft({ ...draft, ...change });
  const key = draft.key === "" ? proposeKey(draft.labels.en ?? "", now) : draft.key;
  const close = () => {
    setDraft(EMPTY);
    send.clear();
    onClose();
  };
  const make = async () => {
    const label = { zh: zh.create.numberLabel, en: en.create.numberLabel };
    const number = {
      key: "c_number",
      type: "auto_number",
      label,
      search: true,
      number: { pattern: draft.pattern, period: "month" },
    };
    const naming = draft.naming === "number" ? { name_field: "c_number", fields: [number] } : {};
    const body = { key, label: labelsOf(draft.labels), owned: draft.isOwned, ...naming };
    if (!(await send.send(() => changeModule("POST", "modules", body)))) return;
    say(w.create.made(draft.labels.zh || draft.labels.en || key));
    close();
    choose({ of: key });
  };
  const canSave = Object.keys(labelsOf(draft.labels)).length > 0 && isOwnKey(key);
  const namings = [
    { value: "name" as const, label: w.create.byName },
    { value: "number" as const, label: w.create.byNumber },
  ];
  return (
    <Drawer
      open={isOpen}
      title={w.make}
      onClose={close}
      footer={<DrawerFoot send={send} canSave={canSave} onCancel={close} onSave={() => void make()} />}
    >
      <LabelRows value={draft.labels} onChange={(labels) => set({ labels })} fault={send.of("label")} />
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
      <Row label={w.create.naming} hint={w.create.namingHint}>
        {(id) => (
          <Segmented
            id={id}
            aria-label={w.create.naming}
            value={draft.naming}
            options={namings}
            onChange={(naming) => set({ naming })}
          />
        )}
      </Row>
      {draft.naming === "number" && (
        <Row
          label={w.field.pattern}
          hint={w.field.patternHint}
          fault={send.of("fields[0].type") ?? send.of("fields[0].number")}
        >
          {(id) => (
            <Input
              id={id}
              value={draft.pattern}
              maxLength={40}
              onChange={(event) => set({ pattern: event.target.value })}
            />
          )}
        </Row>
      )}
      <Row label={w.create.owned} hint={w.create.ownedHint}>
        {(id) => <Switch id={id} checked={draft.isOwned} onChange={(isOwned) => set({ isOwned })} />}
      </Row>
    </Drawer>
  );
}
