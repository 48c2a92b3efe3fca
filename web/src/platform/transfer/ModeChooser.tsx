import { Radio, Select } from "antd";
import { useId } from "react";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { keysOf, withMode, withSpec } from "./spec";
import type { ImportSpec, Mode } from "./types";
import { useWords } from "./words";

interface ModeChooserProps {
  module: Module;
  spec: ImportSpec;
  fault: string | undefined;
  onChange: (spec: ImportSpec) => void;
}

/** Whether rows become records, change them, or either; a person who may do only one of it is not asked. */
export function ModeChooser({ module, spec, fault, onChange }: ModeChooserProps) {
  const t = useWords();
  const label = useLabel();
  const id = useId();
  const keys = keysOf(spec, module);
  const mayChange = module.rights.update.length > 0;
  const offered = (["insert", "upsert", "update"] as Mode[]).filter((mode) => {
    const makes = mode === "update" || module.rights.create;
    return makes && (mode === "insert" || mayChange);
  });
  return (
    <div className="imp-mode">
      <Radio.Group
        aria-label={t.mode}
        value={spec.mode}
        onChange={(event) => onChange(withMode(spec, event.target.value as Mode, module))}
        options={offered.map((mode) => ({ value: mode, label: t.modes[mode] }))}
      />
      {spec.mode !== "insert" && (
        <div className="imp-line">
          {keys.length === 0 ? (
            <span className="warn">{t.noKey}</span>
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
          {fault && (
            <small className="late" role="alert">
              {fault}
            </small>
          )}
        </div>
      )}
    </div>
  );
}
