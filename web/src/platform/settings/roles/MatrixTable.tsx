import { useSuspenseQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { apps as appsQuery } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { Section } from "../parts/Section";
import { Cell } from "./Cell";
import { FieldRights } from "./FieldRights";
import { ACTIONS, cell, type Matrix, restricted, setCell, setColumn } from "./matrix";
import { useWords } from "./words";

interface MatrixProps {
  matrix: Matrix;
  onChange: (matrix: Matrix) => void;
}

/** Modules by actions: what a role may do, and with which records. */
export function MatrixTable({ matrix, onChange }: MatrixProps) {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const { data: apps } = useSuspenseQuery(appsQuery);
  const [opened, setOpened] = useState<ModuleSummary | null>(null);
  const groups = apps.filter((app) => modules.some((module) => module.app === app.key));
  const loose = modules.filter((module) => !apps.some((app) => app.key === module.app));
  const row = (module: ModuleSummary) => (
    <ModuleRow
      key={module.key}
      module={module}
      matrix={matrix}
      onChange={onChange}
      onFields={() => setOpened(module)}
    />
  );
  const keys = modules.map((module) => module.key);
  return (
    <Section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div className="tbl-box" role="group" aria-label={w.tabs.rights} tabIndex={0}>
        <table className="tbl matrix">
          <thead>
            <tr>
              <th scope="col">{w.module}</th>
              {ACTIONS.map((action) => (
                <th key={action} scope="col">
                  {w.actions[action]}
                  <Cell
                    label={w.column(w.actions[action])}
                    action={action}
                    isOwned
                    value={undefined}
                    onChange={(value) => onChange(setColumn(matrix, keys, action, value))}
                  />
                </th>
              ))}
              <th scope="col">{w.fieldsOf(0)}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((app) => (
              <Fragment key={app.key}>
                <tr className="app">
                  <th colSpan={ACTIONS.length + 2} scope="colgroup">
                    {label(app)}
                  </th>
                </tr>
                {modules.filter((module) => module.app === app.key).map(row)}
              </Fragment>
            ))}
            {loose.map(row)}
            <tr>
              <th scope="row">
                {w.other}
                <small>{w.otherHint}</small>
              </th>
              {ACTIONS.map((action) => (
                <td key={action}>
                  <Cell
                    label={w.cell(w.other, w.actions[action])}
                    action={action}
                    isOwned
                    value={cell(matrix, "*", action)}
                    onChange={(value) => onChange(setCell(matrix, "*", action, value))}
                  />
                </td>
              ))}
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <FieldRights module={opened} matrix={matrix} onChange={onChange} onClose={() => setOpened(null)} />
    </Section>
  );
}

interface ModuleRowProps extends MatrixProps {
  module: ModuleSummary;
  onFields: () => void;
}

function ModuleRow({ module, matrix, onChange, onFields }: ModuleRowProps) {
  const w = useWords();
  const label = useLabel();
  const name = label(module);
  return (
    <tr>
      <th scope="row">{name}</th>
      {ACTIONS.map((action) => (
        <td key={action}>
          <Cell
            label={w.cell(name, w.actions[action])}
            action={action}
            isOwned={module.owned}
            value={cell(matrix, module.key, action)}
            onChange={(value) => onChange(setCell(matrix, module.key, action, value))}
          />
        </td>
      ))}
      <td className="act">
        <button
          type="button"
          className="set-link"
          onClick={onFields}
          aria-label={`${name} ${w.fieldsOf(restricted(matrix, module.key))}`}
        >
          {w.fieldsOf(restricted(matrix, module.key))}
        </button>
      </td>
    </tr>
  );
}
