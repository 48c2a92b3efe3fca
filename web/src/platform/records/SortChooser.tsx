import { SortAscendingOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { Module } from "../api/types";
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
