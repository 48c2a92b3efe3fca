import { MenuFoldOutlined } from "@ant-design/icons";
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useRef, useState } from "react";
import type { RecordRow } from "../api/types";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { useSums } from "../records/useSums";
import { Failed } from "../ui/states";
import { Card, type CardProps } from "./Card";
import type { BoardColumn } from "./columns";
import type { Lane } from "./useBoard";

interface ColumnProps extends Omit<CardProps, "record" | "column" | "isOpen"> {
  lane: Lane;
  open: string | undefined;
  canFold: boolean;
  onFold: (column: BoardColumn, isFolded: boolean) => void;
  onMore: (column: BoardColumn) => void;
  onRest: (lane: Lane) => void;
  again: () => void;
}

/** A column of the board: its sums, its cards; or a strip of its name, as long as it is folded. */
export function Column({ lane, open, canFold, onFold, onMore, onRest, again, ...card }: ColumnProps) {
  const t = useText();
  const locale = useLocale();
  const { column, head, records } = lane;
  const { canMove, onMove } = card;
  const box = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null || !canMove) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => (source.data.column as BoardColumn | undefined)?.key !== column.key && !column.isRetired,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        onMove(source.data.record as RecordRow, source.data.column as BoardColumn, column);
      },
    });
  }, [column, canMove, onMove]);
  const className = ["bcol", lane.isFolded && "folded", isOver && "over"].filter(Boolean).join(" ");
  const count = head && <span className="num dim">{integer(head.count, locale)}</span>;
  if (lane.isFolded) {
    return (
      <section ref={box} className={className} aria-label={column.label}>
        <button
          type="button"
          onClick={() => onFold(column, false)}
          aria-expanded={false}
          title={t.board.unfold(column.label)}
        >
          <i className="bdot" style={{ background: column.color }} />
          {head && head.count > 0 && count}
          <span className="bcol-name">{column.label}</span>
        </button>
      </section>
    );
  }
  return (
    <section ref={box} className={className} aria-label={column.label}>
      <header>
        <div>
          <i className="bdot" style={{ background: column.color }} />
          <h2 className="cut">{column.label}</h2>
          {count}
          <span className="grow" />
          {canFold && (
            <button
              type="button"
              className="bcol-fold"
              onClick={() => onFold(column, true)}
              aria-expanded
              aria-label={t.board.fold(column.label)}
            >
              <MenuFoldOutlined />
            </button>
          )}
        </div>
        {head && head.sums.length > 0 && <Sums sums={head.sums} isClosed={column.isClosed} />}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard */}
      <div className="bcol-cards" tabIndex={0}>
        {records === null && lane.error ? <Failed error={lane.error} retry={again} /> : null}
        {records === null && !lane.error ? <Skeleton /> : null}
        {records?.length === 0 && <p className="bcol-none dim">{t.board.empty}</p>}
        <ul>
          {records?.map((record) => (
            <Card key={record.id} {...card} record={record} column={column} isOpen={record.id === open} />
          ))}
        </ul>
        {lane.hasMore && (
          <button type="button" className="bcol-more" onClick={() => onMore(column)}>
            {t.board.more}
          </button>
        )}
        {lane.isFull && (
          <button type="button" className="bcol-more" onClick={() => onRest(lane)}>
            {t.board.rest(integer((head?.count ?? 0) - (records?.length ?? 0), locale))}
          </button>
        )}
      </div>
    </section>
  );
}

function Sums({ sums, isClosed }: { sums: (string | null)[]; isClosed: boolean }) {
  const t = useText();
  const money = useSums();
  const [sum, weighted] = sums.map((one) => money(Number(one ?? 0)));
  return (
    <p className="bcol-sums num">
      <b>{sum}</b>
      {weighted !== undefined && !isClosed && <span className="dim">{t.board.weighted(weighted)}</span>}
    </p>
  );
}

/** Cards that are on their way. */
export function Skeleton() {
  const t = useText();
  return (
    <div role="status" aria-label={t.state.loading}>
      {[0, 1, 2].map((card) => (
        <div key={card} className="bcard">
          <span className="sk" style={{ width: "70%" }} />
          <span className="sk" style={{ width: "90%" }} />
          <span className="sk" style={{ width: "45%" }} />
        </div>
      ))}
    </div>
  );
}
