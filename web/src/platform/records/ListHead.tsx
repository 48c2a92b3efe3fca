import { AppstoreOutlined, PlusOutlined, SearchOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Input, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Module } from "../api/types";
import { BoardField } from "../board/BoardField";
import { boardFields } from "../board/fields";
import { FilterBar } from "../filter/FilterBar";
import type { Rows } from "../grid/useRows";
import { useLabel, useText } from "../i18n";
import { useIsPhone } from "../ui/useIsPhone";
import { useForms } from "./forms";
import { ColumnChooser, SortChooser } from "./ListTools";
import { MoreMenu } from "./MoreMenu";
import type { List } from "./useList";
import { ViewTabs } from "./ViewTabs";

interface ListHeadProps {
  module: Module;
  list: List;
  rows: Rows;
}

/** Title and actions, the views as tabs, and the tools of a list. */
export function ListHead({ module, list, rows }: ListHeadProps) {
  const t = useText();
  const label = useLabel();
  const openForm = useForms((forms) => forms.open);
  const isPhone = useIsPhone();
  const boards = boardFields(module);
  const isBoard = list.search.board !== undefined;
  return (
    <header>
      <div className="page-head">
        <h1>{label(module)}</h1>
        {boards.length > 0 && (
          <Segmented
            value={isBoard ? "board" : "list"}
            onChange={(value) => list.go({ board: value === "board" ? boards[0]?.key : undefined, open: undefined })}
            options={[
              { value: "list", icon: <TableOutlined />, label: isPhone ? null : t.list.list, title: t.list.list },
              { value: "board", icon: <AppstoreOutlined />, label: isPhone ? null : t.list.board, title: t.list.board },
            ]}
            aria-label={t.views.label}
          />
        )}
        <span className="grow" />
        <MoreMenu module={module} list={list} rows={rows} />
        {module.rights.create && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => openForm({ module: module.key })}
            aria-label={t.list.new(label(module))}
          >
            {isPhone ? null : t.list.new(label(module))}
          </Button>
        )}
      </div>
      <ViewTabs module={module} list={list} />
      <div className="toolbar">
        <Find value={list.search.q ?? ""} onFind={(q) => list.go({ q: q || undefined, open: undefined }, true)} />
        <FilterBar
          module={module}
          leaves={list.search.filter ?? []}
          onChange={(leaves) => list.go({ filter: leaves.length > 0 ? leaves : undefined, open: undefined })}
        />
        <span className="grow" />
        {list.search.board !== undefined && (
          <BoardField
            module={module}
            field={list.search.board}
            onField={(board) => list.go({ board, open: undefined })}
          />
        )}
        {!isBoard && <SortChooser module={module} list={list} />}
        {!isBoard && <ColumnChooser module={module} list={list} />}
      </div>
    </header>
  );
}

const TYPING_MS = 250;

/** Searches as one types, when the typing rests for a moment. */
function Find({ value, onFind }: { value: string; onFind: (q: string) => void }) {
  const t = useText();
  const [typed, setTyped] = useState(value);
  const composing = useRef(false);
  const latest = useRef(onFind);
  latest.current = onFind;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || composing.current) return;
    const timer = setTimeout(() => latest.current(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <Input
      id="list-find"
      className="find"
      allowClear
      prefix={<SearchOutlined className="dim" />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        setTyped(event.currentTarget.value);
      }}
      onPressEnter={() => onFind(typed.trim())}
      placeholder={t.list.findHere}
      aria-label={t.list.findHere}
    />
  );
}
