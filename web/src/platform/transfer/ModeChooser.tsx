import { Radio, Select } from "antd";
import { useId } from "react";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { Hint } from "../ui/Hint";
import { keysOf, modesOf, withMode } from "./modes";
import { isImportable, withSpec } from "./spec";
import type { ImportSpec, Mode } from "./types";
import { useWords } from "./words";

interface ModeChooserProps {
  module: Module;
  spec: ImportSpec;
  fault: string | undefined;
  onChange: (spec: ImportSpec) => void;
}

/** Whether rows become records, change them, or either. Where there is no choice it says what happens, and why. */
export function ModeChooser({ module, spec, fault, onChange }: ModeChooserProps) {
  const t = useWords();
  const label = useLabel();
  const { modes, bar } = modesOf(module);
  return (
    <div className="imp-mode">
      {modes.length > 1 ? (
        <Radio.Group
          aria-label={t.mode}
          value={spec.mode}
          onChange={(event) => onChange(withMode(spec, event.target.value as Mode, module))}
          options={modes.map((mode) => ({ value: mode, label: t.modes[mode] }))}
        />
      ) : (
        <p>
          <b>{t.modes[spec.mode]}</b>
          {bar && <span className="dim">{t.bars[bar](label(module))}</span>}
        </p>
      )}
      {spec.mode !== "insert" && <MatchOn module={module} spec={spec} fault={fault} onChange={onChange} />}
    </div>
  );
}

/** The field by which a record is found. */
function MatchOn({ module, spec, fault, onChange }: ModeChooserProps) {
  const t = useWords();
  const label = useLabel();
  const id = useId();
  const keys = keysOf(spec, module);
  const could = module.fields.filter((field) => field.unique && isImportable(field)).map(label);
  return (
    <div className="imp-line">
      {keys.length === 0 ? (
        <span className="warn" role="status">
          {t.noKey(t.or(could))}
        </span>
      ) : (
        <>
          <label htmlFor={id}>{t.matchOn}</label>
          <Select
            id={id}
            value={spec.match_on}
            onChange={(key: string) => onChange(withSpec(spec, { match_on: key }))}
            options={keys.map((field) => ({ value: field.key, label: label(field) }))}
            status={fault ? "error" : ""}
          />
        </>
      )}
      {keys.length > 0 && <Hint fault={fault} />}
    </div>
  );
}
