import { Input, Segmented, Switch } from "antd";
import { useState } from "react";
import { say } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { KeyRow, useOwnKey } from "../parts/KeyRow";
import { isOwnKey } from "../parts/key";
import { LabelRows } from "../parts/LabelRows";
import { isNamed, useNameOf } from "../parts/labels";
import { Row } from "../parts/Section";
import type { Edited } from "../parts/useEdited";
import { useSend } from "../parts/useSend";
import { useChosen } from "../useSettings";
import { changeModule } from "./changes";
import { newModule, newModuleWire, numberPlace } from "./moduleDraft";
import { useWords } from "./words";

/** Makes a module: its name, whether its records have owners, what they are called by, whether one stands above another. */
export function NewModule({ edited }: { edited: Edited<never> }) {
  const w = useWords();
  const nameOf = useNameOf();
  const send = useSend();
  const [, choose] = useChosen();
  const [start] = useState(newModule);
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const [key, setKey] = useOwnKey(draft.labels.en);
  const make = async () => {
    await send.send(async () => {
      await changeModule("POST", "modules", newModuleWire(draft, key));
      say(w.create.made(nameOf(draft.labels, key)));
      edited.close();
      choose({ of: key });
    });
  };
  const namings = [
    { value: "name" as const, label: w.create.byName },
    { value: "number" as const, label: w.create.byNumber },
  ];
  const patternFault = send.of(`${numberPlace}.type`) ?? send.of(`${numberPlace}.number`);
  return (
    <FormDrawer
      isOpen={edited.isOpen}
      title={w.make}
      isChanged={JSON.stringify(draft) !== JSON.stringify(start)}
      isComplete={isNamed(draft.labels) && isOwnKey(key)}
      send={send}
      onSave={make}
      onClose={edited.close}
    >
      <LabelRows value={draft.labels} onChange={(labels) => set({ labels })} fault={send.of("label")} />
      <KeyRow value={key} onChange={setKey} fault={send.of("key")} />
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
        <Row label={w.field.pattern} hint={w.create.patternHint} fault={patternFault}>
          {(id) => (
            <Input
              id={id}
              value={draft.pattern}
              maxLength={40}
              status={patternFault ? "error" : ""}
              onChange={(event) => set({ pattern: event.target.value })}
            />
          )}
        </Row>
      )}
      <Row label={w.create.owned} hint={w.create.ownedHint}>
        {(id) => <Switch id={id} checked={draft.isOwned} onChange={(isOwned) => set({ isOwned })} />}
      </Row>
      <Row label={w.create.tree} hint={w.create.treeHint}>
        {(id) => <Switch id={id} checked={draft.isTree} onChange={(isTree) => set({ isTree })} />}
      </Row>
      <p className="dim">{w.create.placeHint}</p>
    </FormDrawer>
  );
}
