import { Drawer, Input, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { DrawerFoot } from "../parts/DrawerFoot";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { useWords } from "./words";

export interface ApiKey {
  id: string;
  name: string;
  hint: string;
  modules: string[];
  read_only: boolean;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  secret?: string;
}

const DAYS = [30, 90, 365];
const EMPTY = { name: "", modules: [] as string[], isReadOnly: true, days: 90 };

/** What a new key is called, what it reaches and how long. It is made to read only, unless one says otherwise. */
export function NewKey({
  isOpen,
  onClose,
  onMade,
}: {
  isOpen: boolean;
  onClose: () => void;
  onMade: (secret: string) => void;
}) {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const send = useSend();
  const [key, setKey] = useState(EMPTY);
  const close = () => {
    setKey(EMPTY);
    send.clear();
    onClose();
  };
  const make = async () => {
    const { name, isReadOnly, days } = key;
    const expires_at = days === 0 ? null : new Date(Date.now() + days * 86_400_000).toISOString();
    const body = { name: name.trim(), modules: key.modules, read_only: isReadOnly, expires_at };
    const done = await send.send(async () => {
      const made = await api("POST", "api-keys", { body });
      await again("api-keys");
      onMade(made.secret ?? "");
    });
    if (done) close();
  };
  const readable = modules.filter((module) => module.rights.read.length > 0);
  const lasts = [...DAYS.map((days) => ({ value: days, label: w.days(days) })), { value: 0, label: w.never }];
  return (
    <Drawer
      open={isOpen}
      title={w.make}
      onClose={close}
      footer={<DrawerFoot send={send} onCancel={close} onSave={() => void make()} canSave={key.name.trim() !== ""} />}
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
      <Row label={w.modules}>
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
          <Select
            id={id}
            value={key.isReadOnly}
            onChange={(next) => setKey({ ...key, isReadOnly: next })}
            options={
              [
                { value: true, label: w.readOnly },
                { value: false, label: w.readWrite },
              ] as never
            }
            style={{ width: "100%" }}
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
    </Drawer>
  );
}
