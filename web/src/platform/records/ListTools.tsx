import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  PushpinFilled,
  PushpinOutlined,
  SettingOutlined,
  SortAscendingOutlined,
} from "@ant-design/icons";
import { Button, Checkbox, Dropdown, Popover } from "antd";
import type { Module } from "../api/types";
import { fitsColumn, shifted } from "../grid/columns";
import { useLabel, useText } from "../i18n";
import type { List } from "./useList";

/** Orders the list by one of its sortable fields. */
export function SortChooser({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const sortable = module.fields.filter((field) => field.sortable);
  const items = sortable.map((field) => ({
    key: field.key,
    label: label(field),
    children: [
      { key: field.key, label: `${label(field)} ↑ ${t.list.sortAsc}` },
      { key: `-${field.key}`, label: `${label(field)} ↓ ${t.list.sortDesc}` },
    ],
  }));
  const sorted = sortable.find((field) => list.sort === field.key || list.sort === `-${field.key}`);
  const shown = sorted ? `${label(sorted)} ${list.sort?.startsWith("-") ? "↓" : "↑"}` : t.list.sort;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{ items, selectedKeys: list.sort ? [list.sort] : [], onClick: ({ key }) => list.go({ sort: key }) }}
    >
      <Button type="text" icon={<SortAscendingOutlined />}>
        {shown}
      </Button>
    </Dropdown>
  );
}

/** Which fields stand in the list, in which order, and which of them stay in sight. */
export function ColumnChooser({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const { keys, pinned } = list;
  const set = (next: string[]) => list.choose({ keys: next });
  const rest = module.fields.filter((field) => fitsColumn(field) && !keys.includes(field.key));
  const content = (
    <div className="columns">
      {list.columns.map(({ field, isTitle }, at) => (
        <div key={field.key}>
          <Checkbox checked disabled={isTitle} onChange={() => set(keys.filter((key) => key !== field.key))}>
            {label(field)}
          </Checkbox>
          <span className="grow" />
          <Button
            size="small"
            type="text"
            icon={at < pinned ? <PushpinFilled /> : <PushpinOutlined />}
            aria-pressed={at < pinned}
            onClick={() => list.choose({ pinned: at < pinned ? at : at + 1 })}
            aria-label={t.list.pinned(label(field))}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={at <= 1}
            onClick={() => set(shifted(keys, at, -1))}
            aria-label={`${label(field)} ↑`}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={isTitle || at === keys.length - 1}
            onClick={() => set(shifted(keys, at, 1))}
            aria-label={`${label(field)} ↓`}
          />
        </div>
      ))}
      <hr />
      {rest.map((field) => (
        <Checkbox key={field.key} checked={false} onChange={() => set([...keys, field.key])}>
          {label(field)}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content} title={t.list.chooseColumns} destroyOnHidden>
      <Button type="text" icon={<SettingOutlined />}>
        {t.list.columns(list.columns.length)}
      </Button>
    </Popover>
  );
}
