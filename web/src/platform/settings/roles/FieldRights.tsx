import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Drawer } from "antd";
import { moduleOf } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { useLabel } from "../../i18n";
import { useIsPhone } from "../../ui/useIsPhone";
import { Loaded } from "../parts/Loaded";
import { ownFirst } from "../parts/ownFirst";
import { type FieldAccess, type Matrix, setField, setReveal } from "./matrix";
import { useWords } from "./words";

interface FieldRightsProps {
  module: ModuleSummary;
  isOpen: boolean;
  matrix: Matrix;
  onChange: (matrix: Matrix) => void;
  onClose: () => void;
}

const ACCESS: readonly FieldAccess[] = ["hidden", "masked", "read", "write"];

/** What a role sees of each field of a module. */
export function FieldRights({ module, isOpen, matrix, onChange, onClose }: FieldRightsProps) {
  const w = useWords();
  const label = useLabel();
  const isPhone = useIsPhone();
  const foot = (
    <div className="set-foot">
      <span className="grow dim">{w.fieldsUnsaved}</span>
      <Button type="primary" onClick={onClose}>
        {w.fieldsDone}
      </Button>
    </div>
  );
  return (
    <Drawer
      open={isOpen}
      title={w.fieldsTitle(label(module))}
      onClose={onClose}
      size={isPhone ? "100%" : 520}
      footer={foot}
    >
      <p className="dim">{w.fieldsLead}</p>
      <Fields module={module.key} matrix={matrix} onChange={onChange} />
    </Drawer>
  );
}

function Fields({ module, matrix, onChange }: { module: string; matrix: Matrix; onChange: (matrix: Matrix) => void }) {
  const w = useWords();
  const label = useLabel();
  const query = useQuery(moduleOf(module));
  const access = matrix[module];
  return (
    <Loaded query={query}>
      {({ fields }) => (
        <ul className="set-list">
          {ownFirst(fields).map((field) => {
            const given = access?.fields?.[field.key];
            return (
              <li key={field.key}>
                <span className="grow">{label(field)}</span>
                {given === "masked" && (
                  <Checkbox
                    checked={access?.reveal?.includes(field.key) ?? false}
                    onChange={(event) => onChange(setReveal(matrix, module, field.key, event.target.checked))}
                    aria-label={w.revealOf(label(field))}
                  >
                    {w.reveal}
                  </Checkbox>
                )}
                <select
                  className={given ? "set-native" : "set-native none"}
                  value={given ?? "default"}
                  aria-label={label(field)}
                  onChange={(event) => {
                    const next = event.target.value;
                    onChange(setField(matrix, module, field.key, next === "default" ? null : (next as FieldAccess)));
                  }}
                >
                  {["default", ...ACCESS].map((key) => (
                    <option key={key} value={key}>
                      {w.fieldAccess[key]}
                    </option>
                  ))}
                </select>
              </li>
            );
          })}
        </ul>
      )}
    </Loaded>
  );
}
