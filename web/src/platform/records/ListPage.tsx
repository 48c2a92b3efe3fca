import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useDeferredValue } from "react";
import { useRows } from "../grid/useRows";
import { Lines } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { CardList } from "./CardList";
import { ListBody } from "./ListBody";
import { ListHead } from "./ListHead";
import { PlaceBar } from "./PlaceBar";
import { useList } from "./useList";
import { useModule } from "./useModule";
import "./list.css";

const Board = lazy(() => import("../board/Board"));

/** The list of a module, as a grid, as cards on a phone, or as a board. */
export function ListPage() {
  const { module: key } = useParams({ from: "/app/records/$module" });
  return <ListOf key={key} moduleKey={key} />;
}

function ListOf({ moduleKey }: { moduleKey: string }) {
  const module = useModule(moduleKey);
  const list = useList(module);
  const isPhone = useIsPhone();
  const { board, from } = list.search;
  const rows = useRows(module.key, useDeferredValue(list.asked), { from, isShown: board === undefined });
  const body = isPhone ? (
    <>
      <CardList module={module} list={list} rows={rows} />
      <PlaceBar module={module} list={list} rows={rows} />
    </>
  ) : (
    <ListBody
      key={`${list.view?.key} ${JSON.stringify(list.asked)} ${from ?? ""}`}
      module={module}
      list={list}
      rows={rows}
    />
  );
  return (
    <div className="page">
      <ListHead module={module} list={list} rows={rows} />
      {board === undefined ? (
        body
      ) : (
        <Suspense fallback={<Lines />}>
          <Board module={module} list={list} field={board} />
        </Suspense>
      )}
    </div>
  );
}
