import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { moduleOf } from "../../api/queries";
import type { Labels, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { LabelRows } from "../parts/LabelRows";
import { Row } from "../parts/Section";
import { useModuleName } from "../parts/useModuleName";
import type { FieldRowsProps } from "./FieldSettings";
import type { FieldDraft } from "./fieldDraft";
import { canChange, has } from "./settings";
import { useTarget } from "./useTarget";
import { useWords } from "./words";

/** Where a link leads, and what its records are called over there. */
export function LinkSettings(props: FieldRowsProps & { module: Module }) {
  const { field, draft, onChange, faultOf } = props;
  const w = useWords();
  const label = useLabel();
  const nameOf = useModuleName();
  const { modules } = useMe();
  return (
    <>
      {has(draft.type, "target") && (
        <Row label={w.field.target} fault={faultOf("target")} isRequired={field === null}>
          {(id) =>
            field ? (
              <output id={id}>{draft.target && nameOf(draft.target)}</output>
            ) : (
              <Select
                id={id}
                value={draft.target}
                onChange={(target) => onChange({ target, related: undefined, default: null })}
                options={modules.map((one) => ({ value: one.key, label: label(one) }))}
                showSearch={{ optionFilterProp: "label" }}
                status={faultOf("target") ? "error" : ""}
                style={{ width: "100%" }}
              />
            )
          }
        </Row>
      )}
      {canChange(field, draft.type, "related") && <Related {...props} />}
    </>
  );
}

function Related({ module, field, draft, onChange, faultOf }: FieldRowsProps & { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const target = useTarget(draft);
  const { data } = useQuery({ ...moduleOf(target ?? ""), enabled: target !== undefined });
  const told = data?.related.find((one) => one.key === `${module.key}.${field?.key}`)?.labels;
  // Without a name of its own the list is called like the module.
  const known = told && !isAlike(told, module.labels) ? told : {};
  return (
    <LabelRows
      asked={w.field.related}
      hint={w.field.relatedHint(data ? label(data) : "…")}
      placeholder={label(module)}
      value={draft.related ?? known}
      onChange={(related: Labels) => onChange({ related } satisfies Partial<FieldDraft>)}
      fault={faultOf("related")}
    />
  );
}

const isAlike = (one: Labels, other: Labels) => one.zh === other.zh && one.en === other.en;
