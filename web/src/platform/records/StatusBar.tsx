import type { Module, RecordRow } from "../api/types";
import type { Rows } from "../grid/useRows";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { SelectionBar } from "./SelectionBar";

interface StatusBarProps {
  module: Module;
  rows: Rows;
  selected: RecordRow[];
  onClear: () => void;
}

/** How many there are; with rows selected, what can be done with them. */
export function StatusBar({ module, rows, selected, onClear }: StatusBarProps) {
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
      {total && !total.exact && <span className="dim">{t.list.far}</span>}
      <span className="grow" />
      <span className="dim hints">
        <kbd>↑</kbd>
        <kbd>↓</kbd> {t.list.hintMove} <kbd>Enter</kbd> {t.list.hintEdit} <kbd>Shift Enter</kbd> {t.list.hintOpen}{" "}
        <kbd>Space</kbd> {t.list.hintSelect} <kbd>?</kbd> {t.app.shortcuts}
      </span>
    </footer>
  );
}
