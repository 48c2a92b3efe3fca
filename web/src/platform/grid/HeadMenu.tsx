import { DownOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import { useLabel, useText } from "../i18n";
import { MOST_PINNED } from "./columns";
import type { GridHeadProps } from "./GridHead";

/** What can be done to the column at a place: sort by it, keep it in sight, move it, hide it. */
export function HeadMenu({ at, menuAt, onMenu, ...grid }: GridHeadProps & { at: number }) {
  const t = useText();
  const label = useLabel();
  const column = grid.columns[at];
  if (!column) return null;
  const isOpen = menuAt === at;
  const button = (
    <button
      type="button"
      className="head-menu"
      tabIndex={-1}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      aria-label={t.list.columnMenu(label(column.field))}
      onClick={() => onMenu(isOpen ? null : at)}
    >
      <DownOutlined />
    </button>
  );
  // One menu for all columns: only the open one is built.
  if (!isOpen) return button;
  return (
    <Dropdown
      open
      onOpenChange={(open) => !open && onMenu(null)}
      trigger={["click"]}
      autoFocus
      menu={{ items: itemsOf(grid, at, t), onClick: () => onMenu(null) }}
    >
      {button}
    </Dropdown>
  );
}

function itemsOf(
  grid: Omit<GridHeadProps, "menuAt" | "onMenu">,
  at: number,
  t: ReturnType<typeof useText>,
): NonNullable<MenuProps["items"]> {
  const { columns, pinned, onSort, onPin, onMove, onHide } = grid;
  const column = columns[at];
  if (!column) return [];
  const { field, isTitle } = column;
  const sorting: MenuProps["items"] = field.sortable
    ? [
        { key: "up", label: t.list.sortUp, onClick: () => onSort(field.key) },
        { key: "down", label: t.list.sortDown, onClick: () => onSort(`-${field.key}`) },
        { type: "divider" },
      ]
    : [];
  const pinning: MenuProps["items"] = [
    at < pinned
      ? { key: "unpin", label: t.list.unpin, onClick: () => onPin(at) }
      : { key: "pin", label: t.list.pinUpTo, disabled: at >= MOST_PINNED, onClick: () => onPin(at + 1) },
  ];
  if (isTitle) return [...sorting, ...pinning];
  return [
    ...sorting,
    ...pinning,
    { key: "left", label: t.list.moveLeft, disabled: at <= 1, onClick: () => onMove(at, -1) },
    { key: "right", label: t.list.moveRight, disabled: at >= columns.length - 1, onClick: () => onMove(at, 1) },
    { type: "divider" },
    { key: "hide", label: t.list.hideColumn, onClick: () => onHide(at) },
  ];
}
