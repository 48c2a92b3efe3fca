import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { narrowed, type Why } from "./why";
import { useWords } from "./words";

/** Which fields of the record the person does not see in full. */
export function WhyFields({ why, module }: { why: Why; module: Module }) {
  const w = useWords();
  const label = useLabel();
  const { hidden, masked, read } = narrowed(why);
  const names = (keys: string[]) =>
    keys.map((key) => {
      const field = module.fields.find((one) => one.key === key);
      return field ? label(field) : key;
    });
  if (hidden.length + masked.length + read.length === 0) return <p className="dim">{w.fieldsOpen}</p>;
  const line = (title: string, keys: string[]) => keys.length > 0 && <FieldsLine title={title} names={names(keys)} />;
  return (
    <dl className="set-facts">
      {line(w.fieldsHidden(hidden.length), hidden)}
      {line(w.fieldsMasked(masked.length), masked)}
      {line(w.fieldsRead(read.length), read)}
    </dl>
  );
}

function FieldsLine({ title, names }: { title: string; names: string[] }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {names.map((name) => (
          <span className="chip" key={name}>
            {name}
          </span>
        ))}
      </dd>
    </div>
  );
}
