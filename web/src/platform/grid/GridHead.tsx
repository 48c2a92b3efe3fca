import { useRef } from "react";
import { kindOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { clampWidth, nextSort } from "./columns";
import type { DataGridProps } from "./DataGrid";

/** The headings: a click sorts, the right edge widens, the box selects what is loaded. */
export function GridHead({ columns, sort, onSort, onWidth, rows, selection, onSelect }: DataGridProps) {
  const t = useText();
  const label = useLabel();
  const count = Math.min(rows.count ?? 0, 1_000);
  const loaded = Array.from({ length: count }, (_, row) => rows.at(row)).filter((record) => record !== undefined);
  const all = loaded.length > 0 && loaded.every((record) => selection.has(record.id));
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      <div className="pin0" role="columnheader" aria-colindex={1}>
        <input
          type="checkbox"
          className="cb"
          checked={all}
          aria-label={t.list.selectAll}
          onChange={() => {
            for (const record of loaded) onSelect(record, !all);
          }}
        />
      </div>
      {columns.map(({ field, width, isTitle }, at) => {
        const isSorted = sort === field.key || sort === `-${field.key}`;
        const order = isSorted ? (sort === field.key ? "ascending" : "descending") : "none";
        const side = kindOf(field).isNumber ? "right" : "";
        return (
          <div
            key={field.key}
            role="columnheader"
            aria-colindex={at + 2}
            aria-sort={field.sortable ? order : undefined}
            className={`${isTitle ? "pin1" : ""} ${side}`}
          >
            <button
              type="button"
              className="sort"
              tabIndex={-1}
              disabled={!field.sortable}
              onClick={() => onSort(nextSort(sort, field.key))}
              title={label(field)}
            >
              <span className="cut">{label(field)}</span>
              {isSorted && <em aria-hidden="true">{order === "ascending" ? "↑" : "↓"}</em>}
            </button>
            <Grip width={width} onWidth={(next) => onWidth(field.key, next)} />
          </div>
        );
      })}
      <div role="presentation" />
    </div>
  );
}

/** Drags the right edge of a column. */
function Grip({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  return (
    <span
      className="grip"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (from.current) onWidth(clampWidth(from.current.width + event.clientX - from.current.x));
      }}
      onPointerUp={() => {
        from.current = null;
      }}
    />
  );
}
