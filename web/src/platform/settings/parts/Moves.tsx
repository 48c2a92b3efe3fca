import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useWords } from "../words";

interface MovesProps {
  what: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
}

/** The button that moved something last, by its label, until something else is pressed. */
let mover = "";
const forget = () => {
  mover = "";
};

/** What dragging does, by the keyboard: a place up, a place down. At the end of the way a button keeps the focus and does
 * nothing; what is drawn anew at its new place takes the focus along. */
export function Moves({ what, isFirst, isLast, onMove }: MovesProps) {
  const w = useWords();
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (mover === "" || document.activeElement !== document.body) return;
    const buttons = [...(box.current?.querySelectorAll("button") ?? [])];
    buttons.find((button) => button.getAttribute("aria-label") === mover)?.focus();
  });
  const button = (by: number, isOff: boolean, label: string, icon: ReactNode) => (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-disabled={isOff}
      className={isOff ? "set-off" : ""}
      onClick={() => {
        if (isOff) return;
        mover = label;
        window.addEventListener("pointerdown", forget, { once: true, capture: true });
        onMove(by);
      }}
      aria-label={label}
    />
  );
  return (
    <span ref={box} className="set-moves">
      {button(-1, isFirst, w.up(what), <ArrowUpOutlined />)}
      {button(1, isLast, w.down(what), <ArrowDownOutlined />)}
    </span>
  );
}
