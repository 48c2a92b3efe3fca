import { useQuery } from "@tanstack/react-query";
import { Checkbox, Select } from "antd";
import { moduleOf } from "../../api/queries";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import type { ImportProps } from "../kind";
import { useWords } from "./words";

/** Fields by which a text finds a record. */
function findableOf(module: Module): Field[] {
  const isTold = (field: Field) => field.unique || ["text", "auto_number", "mail"].includes(field.type);
  return module.fields.filter((field) => field.access !== "masked" && isTold(field));
}

/** How a cell names the record that is linked, and what happens when there is none. */
export function LinkMatch({ field, as, onChange }: ImportProps) {
  const t = useWords();
  const label = useLabel();
  const target = useQuery({ ...moduleOf(field.target ?? ""), enabled: field.target !== undefined });
  const module = target.data;
  if (!module) return null;
  const name = module.fields.find((one) => one.key === module.name_field);
  const others = findableOf(module).filter((one) => one.key !== module.name_field);
  const ordered = [
    ...(name ? [name] : []),
    ...others.filter((one) => one.unique),
    ...others.filter((one) => !one.unique),
  ];
  const options = ordered.map((one) => ({ value: one.key, label: t.byField(label(one)) }));
  return (
    <div className="imp-match">
      <Select
        value={as.lookup_by ?? module.name_field}
        onChange={(by) =>
          onChange({
            lookup_by: by === module.name_field ? undefined : by,
            create_missing: by === "id" ? undefined : as.create_missing,
          })
        }
        options={[...options, { value: "id", label: t.byId }]}
        aria-label={t.by(label(field))}
      />
      {module.rights.create && as.lookup_by !== "id" && (
        <Checkbox
          checked={as.create_missing === true}
          onChange={(event) => onChange({ create_missing: event.target.checked || undefined })}
        >
          {t.createMissing}
        </Checkbox>
      )}
    </div>
  );
}
