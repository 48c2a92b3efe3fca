import { Input, Segmented, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { FormDrawer } from "../parts/FormDrawer";
import { Row } from "../parts/Section";
import type { Edited } from "../parts/useEdited";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { useWords } from "./words";

const DAY_MS = 86_400_000;
const DAYS = [30, 90, 365];
const EMPTY = { name: "", modules: [] as string[], isReadOnly: true, days: 90 };

/** What a new key is called, what it reaches and how long. It is made to read only, unless one says otherwise. */
export function NewKey({ edited, onMade }: { edited: Edited<never>; onMade: (secret: string) => void }) {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const send = useSend();
  const [key, setKey] = useState(EMPTY);
  const make = async () => {
    const { name, isReadOnly, days } = key;
    const expires_at = days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    const body = { name: name.trim(), modules: key.modules, read_only: isReadOnly, expires_at };
    const done = await send.send(async () => {
      const made = await api("POST", "api-keys", { body });
      // It is told this once: whatever happens to the list, it is shown.
      onMade(made.secret ?? "");
      await again("api-keys");
    });
    if (done) edited.close();
  };
  const readable = modules.filter((module) => module.rights.read.length > 0);
  const lasts = [...DAYS.map((days) => ({ value: days, label: w.days(days) })), { value: 0, label: w.never }];
  return (
    <FormDrawer
      isOpen={edited.isOpen}
      title={w.make}
      isChanged={JSON.stringify(key) !== JSON.stringify(EMPTY)}
      isComplete={key.name.trim() !== ""}
      send={send}
      onSave={make}
      onClose={edited.close}
    >
      <Row label={w.name} hint={w.nameHint} fault={send.of("name")} isRequired>
        {(id) => (
          <Input
            id={id}
            value={key.name}
            maxLength={80}
            onChange={(event) => setKey({ ...key, name: event.target.value })}
          />
        )}
      </Row>
      <Row label={w.modules} fault={send.of("modules")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={key.modules}
            onChange={(next) => setKey({ ...key, modules: next })}
            options={readable.map((module) => ({ value: module.key, label: label(module) }))}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={w.allModules}
            style={{ width: "100%" }}
          />
        )}
      </Row>
      <Row label={w.access}>
        {(id) => (
          <Segmented
            id={id}
            aria-label={w.access}
            value={key.isReadOnly ? "read" : "write"}
            onChange={(next) => setKey({ ...key, isReadOnly: next === "read" })}
            options={[
              { value: "read", label: w.readOnly },
              { value: "write", label: w.readWrite },
            ]}
          />
        )}
      </Row>
      <Row label={w.expires} hint={key.days === 0 ? w.neverHint : undefined} fault={send.of("expires_at")}>
        {(id) => (
          <Select
            id={id}
            value={key.days}
            onChange={(days) => setKey({ ...key, days })}
            options={lasts}
            style={{ width: "100%" }}
          />
        )}
      </Row>
    </FormDrawer>
  );
}
