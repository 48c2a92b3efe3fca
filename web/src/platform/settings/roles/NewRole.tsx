import { Select } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import type { Labels } from "../../api/types";
import { useLabel } from "../../i18n";
import { say } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { KeyRow, useOwnKey } from "../parts/KeyRow";
import { isOwnKey } from "../parts/key";
import { LabelRows } from "../parts/LabelRows";
import { isNamed, labelsOf } from "../parts/labels";
import { Row } from "../parts/Section";
import type { Edited } from "../parts/useEdited";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { type Role, tidy } from "./matrix";
import { useWords } from "./words";

interface NewRoleProps {
  edited: Edited<never>;
  roles: Role[];
  onMade: (key: string) => void;
}

/** Makes a role, perhaps with the rights of another. */
export function NewRole({ edited, roles, onMade }: NewRoleProps) {
  const w = useWords();
  const label = useLabel();
  const send = useSend();
  const [labels, setLabels] = useState<Labels>({});
  const [key, setKey] = useOwnKey(labels.en);
  const [from, setFrom] = useState("");
  const make = async () => {
    const modules = tidy(roles.find((role) => role.key === from)?.modules ?? {});
    await send.send(async () => {
      const role = await api("POST", "roles", { body: { key, label: labelsOf(labels), modules } });
      await again("roles");
      say(w.made(label(role)));
      edited.close();
      onMade(role.key);
    });
  };
  const sources = roles.filter((role) => !role.admin).map((role) => ({ value: role.key, label: label(role) }));
  return (
    <FormDrawer
      isOpen={edited.isOpen}
      title={w.make}
      isChanged={isNamed(labels)}
      isComplete={isNamed(labels) && isOwnKey(key)}
      send={send}
      onSave={make}
      onClose={edited.close}
    >
      <LabelRows value={labels} onChange={setLabels} fault={send.of("label")} />
      <KeyRow value={key} onChange={setKey} fault={send.of("key")} />
      <Row label={w.copyFrom} fault={send.of("modules")}>
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
    </FormDrawer>
  );
}
