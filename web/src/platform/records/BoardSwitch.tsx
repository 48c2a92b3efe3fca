import { AppstoreOutlined, TableOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import type { Module } from "../api/types";
import { boardFields } from "../board/fields";
import { useText } from "../i18n";
import type { List } from "./useList";

/** Shows a list as rows or as a board, where it can be one. */
export function BoardSwitch({ module, list, isWide }: { module: Module; list: List; isWide?: boolean }) {
  const t = useText();
  const [first] = boardFields(module);
  if (!first) return null;
  return (
    <Segmented
      block={isWide === true}
      value={list.search.board === undefined ? "list" : "board"}
      onChange={(as) => list.go({ board: as === "board" ? first.key : undefined, open: undefined })}
      options={[
        { value: "list", icon: <TableOutlined />, label: t.list.list },
        { value: "board", icon: <AppstoreOutlined />, label: t.list.board },
      ]}
      aria-label={t.list.shownAs}
    />
  );
}
