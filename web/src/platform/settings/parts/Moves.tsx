import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../words";

interface MovesProps {
  what: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
}

/** What dragging does, by the keyboard: a place up, a place down. At the end of the way a button keeps the focus and does nothing. */
export function Moves({ what, isFirst, isLast, onMove }: MovesProps) {
  const w = useWords();
  const button = (by: number, isOff: boolean, label: string, icon: ReactNode) => (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-disabled={isOff}
      className={isOff ? "set-off" : ""}
      onClick={() => !isOff && onMove(by)}
      aria-label={label}
    />
  );
  return (
    <>
      {button(-1, isFirst, w.up(what), <ArrowUpOutlined />)}
      {button(1, isLast, w.down(what), <ArrowDownOutlined />)}
    </>
  );
}
