import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined, SortAscendingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Dropdown, Popover } from "antd";
import type { Module } from "../api/types";
import { fitsColumn } from "../grid/columns";
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

/** Which fields stand in the list, and in which order. */
export function ColumnChooser({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const fit = module.fields.filter((field) => fitsColumn(field) && field.key !== module.name_field);
  const chosen = list.keys.filter((key) => key !== module.name_field);
  const rest = fit.filter((field) => !chosen.includes(field.key));
  const set = (keys: string[]) => list.choose({ ...list.choice, keys });
  const move = (at: number, by: number) => {
    const key = chosen[at];
    if (key !== undefined) set(chosen.toSpliced(at, 1).toSpliced(at + by, 0, key));
  };
  const fieldOf = (key: string) => fit.find((field) => field.key === key);
  const content = (
    <div className="columns">
      {chosen.map((key, at) => {
        const field = fieldOf(key);
        if (!field) return null;
        return (
          <div key={key}>
            <Checkbox checked onChange={() => set(chosen.filter((one) => one !== key))}>
              {label(field)}
            </Checkbox>
            <span className="grow" />
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              onClick={() => move(at, -1)}
              aria-label={`${label(field)} ↑`}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={at === chosen.length - 1}
              onClick={() => move(at, 1)}
              aria-label={`${label(field)} ↓`}
            />
          </div>
        );
      })}
      <hr />
      {rest.map((field) => (
        <Checkbox key={field.key} checked={false} onChange={() => set([...chosen, field.key])}>
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
