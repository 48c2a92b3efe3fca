import { Button } from "antd";
import type { Module } from "../api/types";
import { textOf } from "../fields/registry";
import type { Rows } from "../grid/useRows";
import { useLabel, useLocale, useText } from "../i18n";
import { JumpTo } from "./JumpTo";
import { jumpField } from "./jump";
import type { List } from "./useList";

/** Where in a long list one is: at the end of what can be scrolled to, or at a place that was jumped to. */
export function PlaceBar({ module, list, rows }: { module: Module; list: List; rows: Rows }) {
  const t = useText();
  const label = useLabel();
  const locale = useLocale();
  const found = jumpField(module, list.sort);
  if (!found || !(rows.isPart || rows.isAtEnd)) return null;
  const said = rows.isPart
    ? t.list.begins(label(found.field), textOf(found.field, list.search.from, locale))
    : t.list.far;
  return (
    <div className="place-bar" role="status">
      <span>{said}</span>
      <span className="grow" />
      <JumpTo module={module} list={list}>
        <Button size="small" type={rows.isPart ? "text" : "primary"}>
          {t.list.jumpTo}
        </Button>
      </JumpTo>
      {rows.isPart && (
        <Button size="small" onClick={() => list.go({ from: undefined, open: undefined })}>
          {t.list.toTop}
        </Button>
      )}
    </div>
  );
}
