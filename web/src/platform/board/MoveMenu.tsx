import { MoreOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import { createContext, useContext, useEffect, useRef, useState } from "react";
import { useText } from "../i18n";
import type { BoardColumn } from "./columns";

/** The columns into which a card can go. */
export const Targets = createContext<BoardColumn[]>([]);

interface MoveMenuProps {
  name: string;
  column: BoardColumn;
  onMove: (to: BoardColumn) => void;
}

/** Moves a card without dragging it: a button with the columns. */
export function MoveMenu({ name, column, onMove }: MoveMenuProps) {
  const t = useText();
  const columns = useContext(Targets);
  const [isOpen, setOpen] = useState(false);
  // The menu is made when it is first wanted: a board has hundreds of cards.
  const [isMade, setMade] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const toggle = (
    <button
      ref={button}
      type="button"
      className="bcard-menu"
      aria-haspopup="menu"
      aria-expanded={isOpen}
      aria-label={t.board.drop(name)}
      onClick={() => {
        if (isMade) return;
        setMade(true);
        setOpen(true);
      }}
    >
      <MoreOutlined />
    </button>
  );
  if (!isMade) return toggle;
  const items = columns.map((to) => ({
    key: to.key ?? "",
    disabled: to.key === column.key,
    label: (
      <span className="status">
        <i style={{ background: to.color }} />
        {to.label}
        {to.key === column.key && <span className="dim">{t.board.here}</span>}
      </span>
    ),
  }));
  const choose = (key: string) => {
    const to = columns.find((one) => (one.key ?? "") === key);
    setOpen(false);
    if (to) onMove(to);
  };
  const menu = {
    items: [{ key: "move", type: "group" as const, label: t.board.moveTo, children: items }],
    onClick: ({ key, domEvent }: { key: string; domEvent: { stopPropagation: () => void } }) => {
      domEvent.stopPropagation();
      choose(key);
    },
  };
  return (
    <Dropdown open={isOpen} onOpenChange={setOpen} trigger={["click"]} autoFocus menu={menu} placement="bottomRight">
      {toggle}
    </Dropdown>
  );
}
