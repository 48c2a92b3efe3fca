import { Input } from "antd";
import { useState } from "react";
import { useWords } from "../words";
import { isOwnKey, proposeKey } from "./key";
import { Row } from "./Section";

/** The key of something new: proposed from its English name, until another is typed. */
export function useOwnKey(name: string | undefined): [string, (key: string) => void] {
  const [now] = useState(() => Date.now());
  const [typed, setTyped] = useState("");
  return [typed === "" ? proposeKey(name ?? "", now) : typed, setTyped];
}

/** What programs call it; it stays as it is. */
export function KeyRow({
  value,
  onChange,
  fault,
}: {
  value: string;
  onChange: (key: string) => void;
  fault?: string | undefined;
}) {
  const w = useWords();
  return (
    <Row label={w.key} hint={w.keyHint} fault={fault}>
      {(id) => (
        <Input
          id={id}
          value={value}
          maxLength={28}
          status={isOwnKey(value) && fault === undefined ? "" : "error"}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Row>
  );
}
