import { useEffect, useRef } from "react";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import type { Lane } from "./useBoard";

interface PhoneTabsProps {
  lanes: Lane[];
  at: number;
  onGo: (at: number) => void;
}

/** The columns above a board on a phone, where one of them is seen at a time. */
export function PhoneTabs({ lanes, at, onGo }: PhoneTabsProps) {
  const t = useText();
  const locale = useLocale();
  const current = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab comes into sight with its column
  useEffect(() => {
    // Where it gives a promise, that is no way to end the effect.
    current.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [at]);
  return (
    <nav className="board-tabs" aria-label={t.board.columns}>
      {lanes.map(({ column, head }, place) => (
        <button
          key={column.key}
          ref={place === at ? current : null}
          type="button"
          aria-current={place === at ? "true" : undefined}
          onClick={() => onGo(place)}
        >
          <i className="bdot" style={{ background: column.color }} />
          {column.label}
          <em className="num">{head && integer(head.count, locale)}</em>
        </button>
      ))}
    </nav>
  );
}
