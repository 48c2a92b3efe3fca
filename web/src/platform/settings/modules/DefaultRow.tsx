import { useQuery } from "@tanstack/react-query";
import { recordOf } from "../../api/queries";
import type { Field, Option } from "../../api/types";
import { bareField } from "../../fields/bareField";
import { linkOf } from "../../fields/kind";
import { kindOf } from "../../fields/registry";
import { labelsOf, useNameOf } from "../parts/labels";
import { Row } from "../parts/Section";
import type { FieldDraft } from "./fieldDraft";
import { useTarget } from "./useTarget";
import { useWords } from "./words";

interface DefaultRowProps {
  draft: FieldDraft;
  onChange: (value: unknown) => void;
  fault: string | undefined;
}

/** What a new record has when nothing is said: chosen with the control of the field itself. */
export function DefaultRow({ draft, onChange, fault }: DefaultRowProps) {
  const w = useWords();
  const field = useFieldOf(draft);
  const { Edit } = kindOf(field);
  const value = useNamed(field, draft.default);
  if (!Edit) return null;
  return (
    <Row label={w.field.default} hint={w.field.defaultHint} fault={fault}>
      {(id) => <Edit id={id} field={field} value={value} onChange={onChange} invalid={fault !== undefined} />}
    </Row>
  );
}

/** The field as it would be, so that its control can be shown. */
function useFieldOf(draft: FieldDraft): Field {
  const w = useWords();
  const nameOf = useNameOf();
  const target = useTarget(draft);
  const options = draft.options.map(({ labels, ...option }): Option => {
    return { ...option, label: nameOf(labels, ""), labels: labelsOf(labels) };
  });
  return bareField(draft.type, w.field.default, {
    custom: true,
    options: options.filter(({ label }) => label !== ""),
    ...(target === undefined ? {} : { target }),
    ...(draft.scale === undefined ? {} : { scale: draft.scale }),
    ...(draft.max_length === undefined ? {} : { max_length: draft.max_length }),
  });
}

/** A link has its name as soon as that is known: the server keeps its id alone. */
function useNamed(field: Field, value: unknown): unknown {
  const link = linkOf(value);
  const isNameless = link?.id != null && link.name === null && field.target !== undefined;
  const { data } = useQuery({ ...recordOf(field.target ?? "", link?.id ?? ""), enabled: isNameless });
  return isNameless && data ? { id: data.id, name: data.name } : value;
}
