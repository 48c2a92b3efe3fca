import { Checkbox } from "antd";
import type { Field } from "../../api/types";
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
      {flags.map((flag) => {
        const fault = faultOf(flag);
        const hint = w.field.flagHints[flag];
        return (
          <div key={flag}>
            <Checkbox
              checked={draft[flag] ?? false}
              indeterminate={draft[flag] === undefined}
              onChange={(event) => onChange({ [flag]: event.target.checked })}
            >
              {w.field.flags[flag]}
            </Checkbox>
            {fault ? (
              <small className="late" role="alert">
                {fault}
              </small>
            ) : (
              hint && <small className="dim">{hint}</small>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
