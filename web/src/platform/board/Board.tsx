import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Field, Module, RecordRow } from "../api/types";
import { useText } from "../i18n";
import { LazyPanel } from "../records/LazyPanel";
import type { List } from "../records/useList";
import { mayUpdate } from "../records/useModule";
import { Failed, State } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { BoardSets } from "./BoardSets";
import { Column, Skeleton } from "./Column";
import { cardFields } from "./card";
import type { BoardColumn } from "./columns";
import { boardFields } from "./fields";
import { rowsOf } from "./laneRows";
import { Targets } from "./MoveMenu";
import { PhoneTabs } from "./PhoneTabs";
import { type Lane, useBoard } from "./useBoard";
import { useMoves } from "./useMoves";
import "./board.css";

const MoveQuestion = lazy(() => import("./MoveQuestion"));

interface BoardProps {
  module: Module;
  list: List;
  field: string;
}

/** The records of a list as cards, in columns by one of their fields. */
export default function Board({ module, list, field: key }: BoardProps) {
  const t = useText();
  const field = boardFields(module).find((one) => one.key === key);
  if (field === undefined) return <State title={t.board.cannotGroup} />;
  return <BoardBy key={`${module.key} ${key}`} module={module} list={list} field={field} />;
}

function BoardBy({ module, list, field }: { module: Module; list: List; field: Field }) {
  const isPhone = useIsPhone();
  const [at, setAt] = useState(0);
  const strip = useRef<HTMLDivElement>(null);
  const board = useBoard(module, list, field, (place) => !isPhone || Math.abs(place - at) < 2, !isPhone);
  const moves = useMoves(module, field, board);
  const { columns: listColumns } = list;
  const fields = useMemo(
    () =>
      cardFields(
        module,
        listColumns.map((one) => one.field),
        field,
      ),
    [module, listColumns, field],
  );
  const moved = useRef<string | null>(null);
  const latest = useRef({ moves, list });
  latest.current = { moves, list };
  const move = useCallback((card: RecordRow, from: BoardColumn, to: BoardColumn) => {
    latest.current.moves.move(card, from, to);
    moved.current = card.id;
  }, []);
  const open = useCallback((record: RecordRow | undefined) => {
    const { list: now } = latest.current;
    now.go({ open: record?.id }, now.search.open !== undefined);
  }, []);
  const { lanes } = board;
  const goTo = useCallback((place: number) => {
    setAt(place);
    strip.current?.children[place]?.scrollIntoView({ inline: "start", block: "nearest" });
  }, []);
  // A phone, where one column is seen at a time, begins with the first that has cards.
  const first = isPhone && lanes?.every((lane) => lane.head) ? lanes.findIndex((lane) => lane.head?.count) : -1;
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current || first < 0) return;
    hasBegun.current = true;
    if (first > 0) goTo(first);
  }, [first, goTo]);
  if (board.error && lanes === null) return <Failed error={board.error} retry={board.again} />;
  if (lanes === null) {
    return (
      <div className="board">
        {[0, 1, 2, 3, 4].map((place) => (
          <section key={place} className="bcol">
            <header>
              <span className="sk" style={{ width: "50%" }} />
            </header>
            <Skeleton />
          </section>
        ))}
      </div>
    );
  }
  const seeRest = (lane: Lane) => {
    const leaf = "field" in lane.condition ? { ...lane.condition, value: [lane.column.key], op: "in" as const } : null;
    if (leaf) list.go({ board: undefined, open: undefined, filter: [...(list.search.filter ?? []), leaf] });
  };
  const targets = lanes.map((lane) => lane.column).filter((column) => !column.isRetired);
  const canMove = mayUpdate(module) && field.access === "write";
  return (
    <div className="board-page">
      {board.sets && <BoardSets sets={board.sets} />}
      {isPhone && <PhoneTabs lanes={lanes} at={at} onGo={goTo} />}
      <div className="board-body">
        <Targets value={targets}>
          <div
            ref={strip}
            className="board"
            onScroll={
              isPhone
                ? ({ currentTarget }) => setAt(Math.round(currentTarget.scrollLeft / currentTarget.clientWidth))
                : undefined
            }
          >
            {lanes.map((lane) => (
              <Column
                key={lane.column.key}
                lane={lane}
                module={module}
                fields={fields}
                canMove={canMove}
                canFold={!isPhone}
                open={list.search.open}
                onOpen={isPhone ? undefined : open}
                onMove={move}
                moved={moved}
                onFold={board.fold}
                onMore={board.more}
                onRest={seeRest}
                again={board.again}
              />
            ))}
          </div>
        </Targets>
        {!isPhone && list.search.open !== undefined && (
          <LazyPanel
            module={module}
            id={list.search.open}
            rows={rowsOf(lanes)}
            onOpen={open}
            onClose={() => open(undefined)}
          />
        )}
      </div>
      <Suspense>
        {moves.question && <MoveQuestion question={moves.question} onAnswer={moves.answer} onDismiss={moves.dismiss} />}
      </Suspense>
    </div>
  );
}
