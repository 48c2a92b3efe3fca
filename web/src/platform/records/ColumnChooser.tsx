import { ArrowDownOutlined, ArrowUpOutlined, PushpinFilled, PushpinOutlined, SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import type { Module } from "../api/types";
import { fitsColumn, MOST_PINNED, shifted, without } from "../grid/columns";
import { useLabel, useText } from "../i18n";
import { Flyout } from "../ui/Flyout";
import type { List } from "./useList";

/** Which fields stand in the list, in which order, and which of them stay in sight. */
export function ColumnChooser({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const [isOpen, setOpen] = useState(false);
  const { columns, keys, pinned } = list;
  const add = (key: string) => list.choose({ keys: [...keys, key] });
  const rest = module.fields.filter((field) => fitsColumn(field) && !keys.includes(field.key));
  const line = (_: unknown, at: number) => <ColumnLine key={keys[at]} list={list} at={at} />;
  const content = (
    <div className="columns">
      {pinned > 0 && <h4>{t.list.pinnedColumns}</h4>}
      {columns.slice(0, pinned).map(line)}
      {pinned > 0 && columns.length > pinned && <h4>{t.list.movingColumns}</h4>}
      {columns.slice(pinned).map((column, at) => line(column, at + pinned))}
      {rest.length > 0 && <h4>{t.list.hiddenColumns}</h4>}
      {rest.map((field) => (
        <Checkbox key={field.key} checked={false} onChange={() => add(field.key)}>
          {label(field)}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Flyout title={t.list.chooseColumns} isOpen={isOpen} onOpen={setOpen} placement="bottomRight" content={content}>
      <Button type="text" icon={<SettingOutlined />}>
        {t.list.columns(columns.length)}
      </Button>
    </Flyout>
  );
}

/** A column that is shown: away with it, in sight, up, down. */
function ColumnLine({ list, at }: { list: List; at: number }) {
  const t = useText();
  const label = useLabel();
  const { columns, keys, pinned, choose } = list;
  const column = columns[at];
  if (!column) return null;
  const { field, isTitle } = column;
  const name = label(field);
  const isPinned = at < pinned;
  const move = (by: number) => choose({ keys: shifted(keys, at, by) });
  return (
    <div>
      <Checkbox checked disabled={isTitle} onChange={() => choose(without(keys, at, pinned))}>
        {name}
      </Checkbox>
      <span className="grow" />
      <Button
        size="small"
        type="text"
        icon={isPinned ? <PushpinFilled /> : <PushpinOutlined />}
        disabled={!isPinned && at >= MOST_PINNED}
        aria-pressed={isPinned}
        onClick={() => choose({ pinned: isPinned ? at : at + 1 })}
        aria-label={t.list.pinned(name)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        disabled={at <= 1}
        onClick={() => move(-1)}
        aria-label={`${name} ↑`}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        disabled={isTitle || at === keys.length - 1}
        onClick={() => move(1)}
        aria-label={`${name} ↓`}
      />
    </div>
  );
}
