import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input, Select } from "antd";
import { moduleOf } from "../../api/queries";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import type { ImportProps } from "../kind";
import { LinkPicker } from "../LinkPicker";
import { ValueLines } from "./ValueLines";
import { openValues, withValue } from "./values";
import { useWords } from "./words";

/** Fields by which a text finds a record. */
function findableOf(module: Module): Field[] {
  const isTold = (field: Field) => field.unique || ["text", "auto_number", "mail"].includes(field.type);
  return module.fields.filter((field) => field.access !== "masked" && isTold(field));
}

/** How a cell names the record that is linked, and what happens when there is none. */
export function LinkMatch(props: ImportProps) {
  const { field, as, onChange } = props;
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
    <>
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
      {!as.create_missing && <LinkValues {...props} />}
    </>
  );
}

/** Cells that name no record, and the records that they mean. */
function LinkValues({ field, as, onChange, unknown }: ImportProps) {
  const t = useWords();
  const values = as.values ?? {};
  const open = openValues(field, [], unknown, values);
  if (open.length === 0) return null;
  const set = (value: string, to: string | null) => onChange({ values: withValue(values, value, to) });
  return (
    <div className="imp-values">
      <ValueLines values={open}>
        {({ value }) => {
          const to = values[value];
          const isUnknown = to === undefined && !as.optional;
          // By another field than the name, what that field says is typed.
          if (as.lookup_by !== undefined) {
            return (
              <Input
                value={to}
                onChange={(event) => set(value, event.target.value || null)}
                placeholder={t.notFound}
                status={isUnknown ? "error" : ""}
                aria-label={t.meansRecord(value)}
              />
            );
          }
          return (
            <LinkPicker
              label={t.meansRecord(value)}
              module={field.target ?? ""}
              value={to === undefined ? null : { id: to, name: to }}
              onChange={(link) => set(value, link?.name ?? null)}
              invalid={isUnknown}
            />
          );
        }}
      </ValueLines>
    </div>
  );
}
