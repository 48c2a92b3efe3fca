import { useSuspenseQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { apps as appsQuery } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { Table } from "../../ui/Table";
import { grouped } from "../parts/grouped";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useWords as useCommon } from "../words";
import { Cell } from "./Cell";
import { FieldRights } from "./FieldRights";
import { ACTIONS, type Action, cell, type Matrix, restricted, setCell, setColumn } from "./matrix";
import { useWords } from "./words";

interface MatrixProps {
  matrix: Matrix;
  onChange: (matrix: Matrix) => void;
}

/** Modules by actions: what a role may do, and with which records. */
export function MatrixTable({ matrix, onChange }: MatrixProps) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const { modules } = useMe();
  const { data: apps } = useSuspenseQuery(appsQuery);
  const opened = useEdited<ModuleSummary>();
  const row = (module: ModuleSummary) => (
    <ModuleRow
      key={module.key}
      module={module}
      matrix={matrix}
      onChange={onChange}
      onFields={() => opened.edit(module)}
    />
  );
  const keys = modules.map((module) => module.key);
  const head = (action: Action) => (
    <>
      {w.actions[action]}
      <Cell
        label={w.column(w.actions[action])}
        action={action}
        isOwned
        value={undefined}
        onChange={(value) => onChange(setColumn(matrix, keys, action, value))}
      />
    </>
  );
  return (
    <Section>
      <Table
        label={w.tabs.rights}
        heads={[w.module, ...ACTIONS.map(head), { said: w.fieldsOf(0), isNumber: true }]}
        className="matrix"
      >
        {grouped(modules, apps).map((group) => (
          <Fragment key={group.app?.key ?? ""}>
            <tr className="app">
              <th colSpan={ACTIONS.length + 2} scope="colgroup">
                {group.app ? label(group.app) : common.loose}
              </th>
            </tr>
            {group.modules.map(row)}
          </Fragment>
        ))}
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
      </Table>
      {opened.one && (
        <FieldRights
          module={opened.one}
          isOpen={opened.isOpen}
          matrix={matrix}
          onChange={onChange}
          onClose={opened.close}
        />
      )}
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
