import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import type { Module } from "../api/types";
import { BoardField } from "../board/BoardField";
import { FilterBar } from "../filter/FilterBar";
import type { Rows } from "../grid/useRows";
import { useLabel, usePlural, useText } from "../i18n";
import { useIsPhone } from "../ui/useIsPhone";
import { BoardSwitch } from "./BoardSwitch";
import { ColumnChooser } from "./ColumnChooser";
import { Find } from "./Find";
import { useForms } from "./forms";
import { MoreMenu } from "./MoreMenu";
import { PhoneHead } from "./PhoneHead";
import { SortChooser } from "./SortChooser";
import type { List } from "./useList";
import { ViewTabs } from "./ViewTabs";

const OwnView = lazy(() => import("./OwnView").then((file) => ({ default: file.OwnView })));
const SaveView = lazy(() => import("./SaveView").then((file) => ({ default: file.SaveView })));

export interface ListHeadProps {
  module: Module;
  list: List;
  rows: Rows;
}

/** Title and actions, the views as tabs, and the tools of a list. */
export function ListHead(props: ListHeadProps) {
  const isPhone = useIsPhone();
  return isPhone ? <PhoneHead {...props} /> : <DeskHead {...props} />;
}

function DeskHead({ module, list, rows }: ListHeadProps) {
  const t = useText();
  const label = useLabel();
  const plural = usePlural();
  const openForm = useForms((forms) => forms.open);
  const { board, q } = list.search;
  return (
    <header>
      <div className="page-head">
        <h1>{plural(module)}</h1>
        <BoardSwitch module={module} list={list} />
        <span className="grow" />
        <MoreMenu module={module} list={list} rows={rows} />
        {module.rights.create && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => openForm({ module: module.key })}>
            {t.list.new(label(module))}
          </Button>
        )}
      </div>
      <div className="views">
        <ViewTabs module={module} list={list} />
        <span className="view-tools">
          <Suspense>
            {list.isChanged && <SaveView module={module} list={list} />}
            {list.view?.editable && <OwnView module={module} list={list} />}
          </Suspense>
        </span>
      </div>
      <div className="toolbar">
        <Find value={q ?? ""} onFind={(typed) => list.go({ q: typed || undefined, open: undefined }, true)} />
        <div className="toolbar-chips">
          <FilterBar module={module} parts={list.parts} onChange={list.setParts} />
        </div>
        {board === undefined ? (
          <>
            <SortChooser module={module} list={list} />
            <ColumnChooser module={module} list={list} />
          </>
        ) : (
          <BoardField module={module} field={board} onField={(next) => list.go({ board: next, open: undefined })} />
        )}
      </div>
    </header>
  );
}
