import { Drawer, Input, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import type { Labels } from "../../api/types";
import { useLabel } from "../../i18n";
import { say } from "../../ui/toasts";
import { DrawerFoot } from "../parts/DrawerFoot";
import { isOwnKey, proposeKey } from "../parts/key";
import { LabelRows, labelsOf } from "../parts/LabelRows";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { type Role, tidy } from "./matrix";
import { useWords } from "./words";

interface NewRoleProps {
  isOpen: boolean;
  roles: Role[];
  onClose: () => void;
  onMade: (key: string) => void;
}

/** Makes a role, perhaps with the rights of another. */
export function NewRole({ isOpen, roles, onClose, onMade }: NewRoleProps) {
  const w = useWords();
  const label = useLabel();
  const send = useSend();
  const [labels, setLabels] = useState<Labels>({});
  const [typedKey, setKey] = useState<string | null>(null);
  const [from, setFrom] = useState("");
  const key = typedKey ?? proposeKey(labels.en ?? "", Date.now());
  const close = () => {
    setLabels({});
    setKey(null);
    setFrom("");
    send.clear();
    onClose();
  };
  const make = async () => {
    const modules = tidy(roles.find((role) => role.key === from)?.modules ?? {});
    const made = await send.send(async () => {
      const role = await api("POST", "roles", { body: { key, label: labelsOf(labels), modules } });
      await again("roles");
      say(w.made(label(role)));
      onMade(role.key);
    });
    if (made) close();
  };
  const sources = roles.filter((role) => !role.admin).map((role) => ({ value: role.key, label: label(role) }));
  const canSave = Object.keys(labelsOf(labels)).length > 0 && isOwnKey(key);
  return (
    <Drawer
      open={isOpen}
      title={w.make}
      onClose={close}
      footer={<DrawerFoot send={send} canSave={canSave} onCancel={close} onSave={() => void make()} />}
    >
      <LabelRows value={labels} onChange={setLabels} fault={send.of("label")} />
      <Row label={w.key} hint={w.keyHint} fault={send.of("key")}>
        {(id) => (
          <Input
            id={id}
            value={key}
            maxLength={28}
            status={isOwnKey(key) ? "" : "error"}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Row>
      <Row label={w.copyFrom}>
        {(id) => (
          <Select
            id={id}
            value={from}
            onChange={setFrom}
            options={[{ value: "", label: w.copyNone }, ...sources]}
            showSearch={{ optionFilterProp: "label" }}
            style={{ width: "100%" }}
          />
        )}
      </Row>
    </Drawer>
  );
}
