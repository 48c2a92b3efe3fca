import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Field, RecordRow } from "../api/types";
import { isEditable } from "../fields/registry";
import { BOX_WIDTH, type Column, heldAt, moved, type Place, scrolledTo } from "./columns";
import { GridHead } from "./GridHead";
import { type Acts, GridRow } from "./GridRow";
import { usePace, useStable, useWidth } from "./hooks";
import "./grid.css";
import type { Rows } from "./useRows";

export interface DataGridProps {
  label: string;
  rows: Rows;
  columns: Column[];
  rowHeight: number;
  canEdit: boolean;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  onWidth: (key: string, width: number) => void;
  /** How many of the first columns stay while the others move sideways. */
  pinned: number;
  onPin: (pinned: number) => void;
  /** Moves the column at a place by so many places. */
  onMove: (at: number, by: number) => void;
  onHide: (key: string) => void;
  selection: ReadonlySet<string>;
  onSelect: (record: RecordRow, on: boolean) => void;
  /** The record in the side panel. */
  open: string | undefined;
  onOpen: (record: RecordRow) => void;
  /** Writes one field; what it throws is shown in the cell. */
  onWrite: (record: RecordRow, field: Field, value: unknown) => Promise<void>;
}

/** A list of records as a grid: rows as they come into sight, a focused cell, edits in place. */
export function DataGrid(props: DataGridProps) {
  const { label, rows, columns, rowHeight, canEdit, onWrite, onOpen, onSelect, selection, open } = props;
  const box = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<Place>({ row: 0, col: 0 });
  const [editing, setEditing] = useState(false);
  const [isFast, setFast] = useState(false);
  const pace = usePace();
  // Until the first rows are there, lines stand in their places.
  const count = rows.count ?? FIRST_LINES;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollMargin: 32,
    onChange: ({ scrollOffset, isScrolling }) => setFast(isScrolling && pace(scrollOffset ?? 0) > FAST),
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { see } = rows;
  useEffect(() => see(first, last), [see, first, last]);

  const room = useWidth(box);
  const held = useMemo(() => heldAt(columns, props.pinned, room), [columns, props.pinned, room]);
  const [menuAt, setMenuAt] = useState<number | null>(null);
  // What is looked at is never under the columns that stay.
  useEffect(() => {
    if (box.current) box.current.scrollLeft = scrolledTo(columns, held.length, focus.col, box.current.scrollLeft, room);
  }, [columns, held, focus.col, room]);
  const template = useMemo(
    () => `${BOX_WIDTH}px ${columns.map((c) => `${c.width}px`).join(" ")} minmax(0, 1fr)`,
    [columns],
  );
  const mayEdit = useCallback(
    (column: Column | undefined) => canEdit && column !== undefined && isEditable(column.field),
    [canEdit],
  );

  const leave = (step: number) => {
    setEditing(false);
    box.current?.focus({ preventScroll: true });
    setFocus((at) => ({ ...at, col: Math.min(Math.max(at.col + step, 0), columns.length - 1) }));
  };
  const acts = useStable<Acts>({
    focus: (row, col) => {
      setEditing(false);
      setFocus({ row, col });
    },
    edit: (row, col) => {
      setFocus({ row, col });
      if (mayEdit(columns[col])) setEditing(true);
    },
    open: onOpen,
    select: onSelect,
    write: async (record, field, value, step) => {
      await onWrite(record, field, value);
      leave(step);
    },
    leave,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.nativeEvent.isComposing || event.target !== box.current) return;
    const record = rows.at(focus.row);
    const pageRows = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const to =
      event.ctrlKey || event.metaKey || event.altKey ? null : moved(focus, event.key, count, columns.length, pageRows);
    if (to) {
      event.preventDefault();
      setFocus(to);
      virtual.scrollToIndex(to.row, { align: "auto" });
    } else if (event.key === "Enter" && record) {
      event.preventDefault();
      const column = columns[focus.col];
      if (!event.shiftKey && mayEdit(column)) setEditing(true);
      else onOpen(record);
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      setMenuAt(focus.col);
    } else if (event.key === "F2" && mayEdit(columns[focus.col])) setEditing(true);
    else if (event.key === " " && record) {
      event.preventDefault();
      onSelect(record, !selection.has(record.id));
    }
  };

  const active = `grid-${focus.row}-${focus.col}`;
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={count > 0 ? active : undefined}
      aria-busy={rows.count === null || rows.isBehind}
      onKeyDown={onKeyDown}
      style={{ ["--cols" as string]: template, ["--rh" as string]: `${rowHeight}px` }}
    >
      <GridHead {...props} held={held} menuAt={menuAt} onMenu={setMenuAt} />
      <div className="grid-body" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          if (isFast) return <Passing key={item.key} top={item.start - 32} />;
          const record = rows.at(item.index);
          return (
            <GridRow
              key={item.key}
              index={item.index}
              top={item.start - 32}
              record={record}
              columns={columns}
              held={held}
              focusCol={focus.row === item.index ? focus.col : -1}
              isEditing={editing && focus.row === item.index}
              isSelected={record !== undefined && selection.has(record.id)}
              isOpen={record !== undefined && record.id === open}
              mayEdit={mayEdit}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Lines that stand in the places of the first rows. */
const FIRST_LINES = 12;
/** Pixels a millisecond beyond which nobody reads what passes. */
const FAST = 8;

/** A row that passes too fast to be read: its place alone, so that scrolling stays smooth. */
function Passing({ top }: { top: number }) {
  return <div className="grid-row passing" role="presentation" style={{ transform: `translateY(${top}px)` }} />;
}
