import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { Module } from "../../api/types";
import { useLocale } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { Section } from "../parts/Section";
import { bringBackField } from "./changes";
import { patchesQuery, type Retired, retiredFields } from "./retired";
import { useWords } from "./words";

/** Fields that are not shown any more and can come back. */
export function RetiredFields({ module }: { module: Module }) {
  const w = useWords();
  const locale = useLocale();
  const { data } = useQuery(patchesQuery);
  const gone = data
    ? retiredFields(data, module.key).filter(({ key }) => !module.fields.some((field) => field.key === key))
    : [];
  if (gone.length === 0) return null;
  const nameOf = ({ key, labels }: Retired) => labels[locale] ?? labels.zh ?? labels.en ?? key;
  const restore = async (field: Retired) => {
    try {
      await bringBackField(module.key, field.key);
      say(w.field.restored(nameOf(field)));
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
              {nameOf(field)} <small>{field.key}</small>
            </span>
            <Button size="small" onClick={() => void restore(field)} aria-label={`${w.field.restore} ${nameOf(field)}`}>
              {w.field.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
