import { useRef } from "react";
import { kindOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { clampWidth, nextSort } from "./columns";
import type { DataGridProps } from "./DataGrid";
import { HeadMenu } from "./HeadMenu";
import { heldLook, heldStyle } from "./held";

export interface GridHeadProps extends DataGridProps {
  /** Where the columns begin that stay. */
  held: number[];
  /** The column whose menu is open. */
  menuAt: number | null;
  onMenu: (at: number | null) => void;
}

/** The headings: a click sorts, the right edge widens, the arrow has more, the box selects what is loaded. */
export function GridHead(props: GridHeadProps) {
  const { columns, sort, onSort, onWidth, rows, selection, onSelect, held } = props;
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
      {columns.map(({ field, width }, at) => {
        const isSorted = sort === field.key || sort === `-${field.key}`;
        const order = isSorted ? (sort === field.key ? "ascending" : "descending") : "none";
        const side = kindOf(field).isNumber ? "right" : "";
        return (
          <div
            key={field.key}
            role="columnheader"
            aria-colindex={at + 2}
            aria-sort={field.sortable ? order : undefined}
            className={`${side}${heldLook(held, at)}`}
            style={heldStyle(held, at)}
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
            <HeadMenu at={at} {...props} />
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
