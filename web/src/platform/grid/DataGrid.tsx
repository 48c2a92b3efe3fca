import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Field, RecordRow } from "../api/types";
import type { Column } from "./columns";
import { GridHead } from "./GridHead";
import { GridRow } from "./GridRow";
import { BOX_WIDTH, heldAt } from "./held";
import { usePace, useWidth } from "./hooks";
import "./grid.css";
import { useCell } from "./useCell";
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
  onHide: (at: number) => void;
  selection: ReadonlySet<string>;
  onSelect: (record: RecordRow, on: boolean) => void;
  /** The record in the side panel. */
  open: string | undefined;
  onOpen: (record: RecordRow) => void;
  /** The page of a record. */
  hrefOf: (record: RecordRow) => string;
  /** Writes one field; what it throws is shown in the cell. */
  onWrite: (record: RecordRow, field: Field, value: unknown) => Promise<void>;
}

/** A list of records as a grid: rows as they come into sight, a focused cell, edits in place. */
export function DataGrid(props: DataGridProps) {
  const { label, rows, columns, rowHeight, pinned, selection, open, hrefOf } = props;
  const box = useRef<HTMLDivElement>(null);
  const [isFast, setFast] = useState(false);
  const [isAside, setAside] = useState(false);
  const pace = usePace();
  // Until the first rows are there, lines stand in their places.
  const count = rows.count ?? FIRST_LINES;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollMargin: HEAD,
    onChange: ({ scrollOffset, isScrolling }) => setFast(isScrolling && pace(scrollOffset ?? 0) > FAST),
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { see } = rows;
  useEffect(() => see(first, last), [see, first, last]);

  const room = useWidth(box);
  const held = useMemo(() => heldAt(columns, pinned, room), [columns, pinned, room]);
  const template = useMemo(
    () => `${BOX_WIDTH}px ${columns.map((c) => `${c.width}px`).join(" ")} minmax(0, 1fr)`,
    [columns],
  );
  const showRow = (row: number) => virtual.scrollToIndex(row, { align: "auto" });
  const cell = useCell(props, { box, count, held: held.length, room, showRow });
  const { focus, isEditing, mayEdit, acts } = cell;
  return (
    <div
      ref={box}
      className={isAside ? "grid aside" : "grid"}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={count > 0 ? `grid-${focus.row}-${focus.col}` : undefined}
      aria-busy={rows.count === null || rows.isBehind}
      onKeyDown={cell.onKeyDown}
      onScroll={({ currentTarget }) => setAside(currentTarget.scrollLeft > 0)}
      style={{ ["--cols" as string]: template, ["--rh" as string]: `${rowHeight}px` }}
    >
      <GridHead {...props} held={held} menuAt={cell.menuAt} onMenu={cell.openMenu} />
      <div className="grid-body" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const top = start - HEAD;
          if (isFast) return <Passing key={key} top={top} />;
          const record = rows.at(index);
          const hasFocus = focus.row === index;
          return (
            <GridRow
              key={key}
              index={index}
              top={top}
              record={record}
              columns={columns}
              held={held}
              focusCol={hasFocus ? focus.col : -1}
              isEditing={isEditing && hasFocus}
              isSelected={record !== undefined && selection.has(record.id)}
              isOpen={record !== undefined && record.id === open}
              mayEdit={mayEdit}
              hrefOf={hrefOf}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The height of the headings, in pixels. */
const HEAD = 32;
/** Lines that stand in the places of the first rows. */
const FIRST_LINES = 12;
/** Pixels a millisecond beyond which nobody reads what passes. */
const FAST = 8;

/** A row that passes too fast to be read: its place alone, so that scrolling stays smooth. */
function Passing({ top }: { top: number }) {
  return <div className="grid-row passing" role="presentation" style={{ transform: `translateY(${top}px)` }} />;
}
