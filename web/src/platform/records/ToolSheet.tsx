import { Menu } from "antd";
import { BoardField } from "../board/BoardField";
import { Select } from "../fields/pickers";
import { useLabel, usePlural, useText } from "../i18n";
import Sheet from "../ui/Sheet";
import { BoardSwitch } from "./BoardSwitch";
import type { ListHeadProps } from "./ListHead";
import { OwnView } from "./OwnView";
import { SaveView } from "./SaveView";
import { useListActions } from "./useListActions";

/** What can be done with a list and its view, on a phone. */
export default function ToolSheet({ module, list, rows, onClose }: ListHeadProps & { onClose: () => void }) {
  const t = useText();
  const label = useLabel();
  const plural = usePlural();
  const { board } = list.search;
  const sorts = module.fields
    .filter((field) => field.sortable)
    .flatMap((field) => [
      { value: field.key, label: `${label(field)} ↑` },
      { value: `-${field.key}`, label: `${label(field)} ↓` },
    ]);
  const actions = useListActions(module, list, rows).filter((item) => item?.key !== "density");
  return (
    <Sheet title={plural(module)} onClose={onClose}>
      <div className="tool-sheet">
        <BoardSwitch module={module} list={list} isWide />
        {board !== undefined && (
          <BoardField module={module} field={board} onField={(next) => list.go({ board: next, open: undefined })} />
        )}
        {board === undefined && (
          <Select
            value={list.sort}
            onChange={(sort) => list.go({ sort, open: undefined })}
            options={sorts}
            placeholder={t.list.sort}
            aria-label={t.list.sort}
            style={{ width: "100%" }}
          />
        )}
        <div className="tool-sheet-view">
          {list.isChanged && <SaveView module={module} list={list} />}
          <OwnView module={module} list={list} isWide />
        </div>
        <Menu mode="inline" selectable={false} items={actions} onClick={onClose} />
      </div>
    </Sheet>
  );
}
