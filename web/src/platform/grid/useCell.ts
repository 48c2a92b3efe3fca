import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { isEditable } from "../fields/registry";
import { type Column, moved, type Place } from "./columns";
import type { DataGridProps } from "./DataGrid";
import type { Acts } from "./GridRow";
import { scrolledTo } from "./held";
import { useStable } from "./hooks";

interface Cell {
  focus: Place;
  isEditing: boolean;
  /** The column whose menu is open. */
  menuAt: number | null;
  openMenu: (at: number | null) => void;
  mayEdit: (column: Column | undefined) => boolean;
  acts: Acts;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Surroundings {
  box: RefObject<HTMLDivElement | null>;
  /** How many rows there are. */
  count: number;
  /** How many columns stay while the others move sideways. */
  held: number;
  /** The width of the grid. */
  room: number;
  showRow: (row: number) => void;
}

/** The cell of a grid that has the focus, what is done in it, and the keys of the grid. */
export function useCell(grid: DataGridProps, { box, count, held, room, showRow }: Surroundings): Cell {
  const { rows, columns, rowHeight, canEdit, selection, onOpen, onSelect, onWrite } = grid;
  const [focus, setFocus] = useState<Place>({ row: 0, col: 0 });
  const [isEditing, setEditing] = useState(false);
  const [menuAt, setMenuAt] = useState<number | null>(null);
  const takeFocus = () => box.current?.focus({ preventScroll: true });

  // The cell that the focus comes to is never under the columns that stay.
  const sight = useRef({ columns, held, room });
  sight.current = { columns, held, room };
  useEffect(() => {
    const { columns, held, room } = sight.current;
    if (box.current) box.current.scrollLeft = scrolledTo(columns, held, focus.col, box.current.scrollLeft, room);
  }, [box, focus.col]);

  const mayEdit = useCallback(
    (column: Column | undefined) => canEdit && column !== undefined && isEditable(column.field),
    [canEdit],
  );
  const leave = (step: number) => {
    setEditing(false);
    takeFocus();
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

  const openMenu = (at: number | null) => {
    setMenuAt(at);
    if (at === null) takeFocus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isEditing || event.nativeEvent.isComposing || event.target !== box.current) return;
    const record = rows.at(focus.row);
    const column = columns[focus.col];
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const to = event.metaKey || event.altKey ? null : moved(focus, event, count, columns.length, page);
    if (to) {
      setFocus(to);
      showRow(to.row);
    } else if (event.key === "Enter" && record) {
      if (!event.shiftKey && mayEdit(column)) setEditing(true);
      else onOpen(record);
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) openMenu(focus.col);
    else if (event.key === "F2" && mayEdit(column)) setEditing(true);
    else if (event.key === " " && record) onSelect(record, !selection.has(record.id));
    else return;
    event.preventDefault();
  };
  return { focus, isEditing, menuAt, openMenu, mayEdit, acts, onKeyDown };
}
