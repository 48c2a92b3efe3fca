import { Button } from "antd";
import type { Module, RecordRow } from "../api/types";
import type { Rows } from "../grid/useRows";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { JumpTo } from "./JumpTo";
import { jumpField } from "./jump";
import { SelectionBar } from "./SelectionBar";
import type { List } from "./useList";

interface StatusBarProps {
  module: Module;
  list: List;
  rows: Rows;
  selected: RecordRow[];
  onClear: () => void;
}

/** How many there are; with rows selected, what can be done with them. */
export function StatusBar({ module, list, rows, selected, onClear }: StatusBarProps) {
  const t = useText();
  const locale = useLocale();
  const { total } = rows;
  if (selected.length > 0) return <SelectionBar module={module} records={selected} onClear={onClear} />;
  return (
    <footer className="statusbar">
      {total && (
        <span className="num" role="status">
          {total.exact ? t.list.total(integer(total.value, locale)) : t.list.totalMore(integer(total.value, locale))}
        </span>
      )}
      {total && !total.exact && !rows.isPart && !rows.isAtEnd && <Further module={module} list={list} />}
      <span className="grow" />
      <span className="dim hints">
        <kbd>↑</kbd>
        <kbd>↓</kbd> {t.list.hintMove} <kbd>Enter</kbd> {t.list.hintEdit} <kbd>Shift Enter</kbd> {t.list.hintOpen}{" "}
        <kbd>Space</kbd> {t.list.hintSelect} <kbd>?</kbd> {t.app.shortcuts}
      </span>
    </footer>
  );
}

/** How one comes to rows beyond those that can be scrolled to. */
function Further({ module, list }: { module: Module; list: List }) {
  const t = useText();
  if (!jumpField(module, list.sort)) return <span className="dim">{t.list.narrow}</span>;
  return (
    <JumpTo module={module} list={list}>
      <Button size="small" type="link">
        {t.list.jumpTo}
      </Button>
    </JumpTo>
  );
}
