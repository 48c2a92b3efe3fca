import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { Section } from "../parts/Section";
import { bringBackField } from "./changes";
import { type Retired, retiredQuery } from "./retired";
import { useWords } from "./words";

/** Fields that are not shown any more and can come back. */
export function RetiredFields({ module }: { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const { data } = useQuery(retiredQuery);
  const gone = data?.fields.filter((field) => field.module === module.key) ?? [];
  if (gone.length === 0) return null;
  const restore = async (field: Retired) => {
    try {
      await bringBackField(module.key, field.key);
      say(w.field.restored(label(field)));
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Section title={w.field.retiredFields}>
      <ul className="set-list">
        {gone.map((field) => (
          <li key={field.key}>
            <span className="grow">
              {label(field)} <small>{field.key}</small>
            </span>
            <Button size="small" onClick={() => void restore(field)} aria-label={`${w.field.restore} ${label(field)}`}>
              {w.field.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
