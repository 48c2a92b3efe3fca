import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Link } from "@tanstack/react-router";
import { type MouseEvent, memo, useEffect, useRef, useState } from "react";
import type { Module, RecordRow } from "../api/types";
import { linkOf } from "../fields/kind";
import { CardFacts, CardFoot, Step } from "./CardParts";
import type { CardFields } from "./card";
import type { BoardColumn } from "./columns";
import { MoveMenu } from "./MoveMenu";

export interface CardProps {
  module: Module;
  record: RecordRow;
  fields: CardFields;
  column: BoardColumn;
  canMove: boolean;
  isOpen: boolean;
  onOpen: ((record: RecordRow) => void) | undefined;
  onMove: (card: RecordRow, from: BoardColumn, to: BoardColumn) => void;
  /** The card that was moved last. */
  moved: { current: string | null };
}

/** A record on a board: what it is, what it is worth, what comes next, and when. */
export const Card = memo(function Card({
  module,
  record,
  fields,
  column,
  canMove,
  isOpen,
  onOpen,
  onMove,
  moved,
}: CardProps) {
  const box = useRef<HTMLLIElement>(null);
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null || !canMove) return;
    return draggable({
      element,
      getInitialData: () => ({ record, column }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [record, column, canMove]);
  const { id } = record;
  // Whoever moved it with the keys goes on from it.
  useEffect(() => {
    if (moved.current !== id) return;
    moved.current = null;
    box.current?.querySelector<HTMLElement>(".bcard-title")?.focus();
  }, [moved, id]);
  const open = (event: MouseEvent) => {
    if (!onOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(record);
  };
  const { link, text } = fields;
  const account = link ? linkOf(record[link.key]) : null;
  const className = ["bcard", isOpen && "on", isDragged && "dragged"].filter(Boolean).join(" ");
  return (
    <li ref={box} id={`card-${record.id}`} className={className}>
      <div className="bcard-head">
        <Link
          to="/records/$module/$id"
          params={{ module: module.key, id: record.id }}
          className="bcard-title"
          onClick={open}
          draggable={false}
        >
          {record.name}
        </Link>
        {canMove && <MoveMenu name={record.name} column={column} onMove={(to) => onMove(record, column, to)} />}
      </div>
      {account?.name && <p className="cut dim">{account.name}</p>}
      <CardFacts record={record} fields={fields} column={column} />
      {text && <Step module={module} record={record} field={text} isClosed={column.isClosed} />}
      <CardFoot record={record} fields={fields} column={column} />
    </li>
  );
});
