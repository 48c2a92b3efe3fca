import { Checkbox } from "antd";
import type { Field } from "../../api/types";
import { Hint } from "../../ui/Hint";
import type { FieldDraft } from "./fieldDraft";
import { canChange, FLAGS } from "./settings";
import { useWords } from "./words";

interface FieldFlagsProps {
  field: Field | null;
  draft: FieldDraft;
  onChange: (change: Partial<FieldDraft>) => void;
  faultOf: (setting: string) => string | undefined;
}

/** What is said of a field with a tick, as far as it can be said of it. */
export function FieldFlags({ field, draft, onChange, faultOf }: FieldFlagsProps) {
  const w = useWords();
  const flags = FLAGS.filter((flag) => canChange(field, draft.type, flag));
  if (flags.length === 0) return null;
  return (
    <fieldset className="set-plain checks">
      <legend className="sr">{w.field.more}</legend>
      {flags.map((flag) => (
        <div key={flag}>
          <Checkbox checked={draft[flag]} onChange={(event) => onChange({ [flag]: event.target.checked })}>
            {w.field.flags[flag]}
          </Checkbox>
          <Hint fault={faultOf(flag)}>{w.field.flagHints[flag]}</Hint>
        </div>
      ))}
    </fieldset>
  );
}
