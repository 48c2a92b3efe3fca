import { Input } from "antd";
import type { Labels } from "../../api/types";
import { useWords } from "../words";
import { Row } from "./Section";

interface LabelRowsProps {
  value: Labels;
  onChange: (labels: Labels) => void;
  fault?: string | undefined;
}

/** What something is called in both languages; one of them is enough. */
export function LabelRows({ value, onChange, fault }: LabelRowsProps) {
  const w = useWords();
  return (
    <>
      <Row label={w.zhName} fault={fault}>
        {(id) => (
          <Input
            id={id}
            value={value.zh ?? ""}
            maxLength={80}
            status={fault ? "error" : ""}
            onChange={(event) => onChange({ ...value, zh: event.target.value })}
          />
        )}
      </Row>
      <Row label={w.enName}>
        {(id) => (
          <Input
            id={id}
            value={value.en ?? ""}
            maxLength={80}
            onChange={(event) => onChange({ ...value, en: event.target.value })}
          />
        )}
      </Row>
    </>
  );
}

/** Labels as the server takes them: without the language in which nothing was said. */
export function labelsOf(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, text]) => text.trim() !== ""));
}
