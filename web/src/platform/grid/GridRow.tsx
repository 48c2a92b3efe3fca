import { memo } from "react";
import type { Field, RecordRow } from "../api/types";
import { InlineEditor } from "../fields/InlineEditor";
import { kindOf } from "../fields/registry";
import { Value } from "../fields/Value";
import { useText } from "../i18n";
import type { Column } from "./columns";
import { heldLook, heldStyle } from "./held";

/** What rows ask of their grid. */
export interface Acts {
  focus: (row: number, col: number) => void;
  edit: (row: number, col: number) => void;
  open: (record: RecordRow) => void;
  select: (record: RecordRow, on: boolean) => void;
  /** Writes, and then moves the focus by `step` columns. */
  write: (record: RecordRow, field: Field, value: unknown, step: number) => Promise<void>;
  /** Ends an edit without writing, and moves the focus by `step` columns. */
  leave: (step: number) => void;
}

interface GridRowProps {
  index: number;
  top: number;
  record: RecordRow | undefined;
  columns: Column[];
  /** Where the columns begin that stay. */
  held: number[];
  focusCol: number;
  isEditing: boolean;
  isSelected: boolean;
  isOpen: boolean;
  mayEdit: (column: Column) => boolean;
  hrefOf: (record: RecordRow) => string;
  acts: Acts;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, record, columns, held, focusCol, isEditing, isSelected, isOpen, mayEdit, hrefOf, acts } = props;
  const t = useText();
  const look = `grid-row${isSelected ? " sel" : ""}${isOpen ? " active" : ""}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={look}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" aria-colindex={1} className="pin0">
        {record && (
          <input
            type="checkbox"
            className="cb"
            tabIndex={-1}
            checked={isSelected}
            aria-label={`${t.list.selectRow} ${record.name}`}
            onChange={(event) => acts.select(record, event.target.checked)}
          />
        )}
      </div>
      {columns.map((column, col) => {
        const { field, isTitle } = column;
        const editing = isEditing && focusCol === col && record !== undefined;
        const side = kindOf(field).isNumber ? " right" : "";
        const can = record !== undefined && mayEdit(column) ? " can" : "";
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all cells are those of the grid, which has the focus
          <div
            key={field.key}
            id={`grid-${index}-${col}`}
            role="gridcell"
            aria-colindex={col + 2}
            aria-readonly={can === ""}
            className={`cell${side}${can}${heldLook(held, col)}${focusCol === col ? " focus" : ""}${editing ? " editing" : ""}`}
            style={heldStyle(held, col)}
            onClick={() => !editing && acts.focus(index, col)}
            onDoubleClick={() => acts.edit(index, col)}
          >
            {record === undefined ? (
              <span className="sk" style={{ width: `${45 + ((index * 7 + col * 13) % 40)}%` }} />
            ) : editing ? (
              <InlineEditor
                record={record}
                field={field}
                onWrite={(value, step) => acts.write(record, field, value, step)}
                onLeave={acts.leave}
              />
            ) : isTitle ? (
              <Title record={record} href={hrefOf(record)} onOpen={acts.open} />
            ) : (
              <Value field={field} record={record} />
            )}
          </div>
        );
      })}
      <div role="presentation" />
    </div>
  );
});

interface TitleProps {
  record: RecordRow;
  href: string;
  onOpen: (record: RecordRow) => void;
}

/** The name opens the record beside the list; with Ctrl or the middle button its page, as any link does. */
function Title({ record, href, onOpen }: TitleProps) {
  return (
    <a
      href={href}
      className="title"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(record);
      }}
    >
      {record.name}
    </a>
  );
}
