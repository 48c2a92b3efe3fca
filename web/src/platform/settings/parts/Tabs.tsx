import { type KeyboardEvent, useRef } from "react";

interface TabsProps {
  label: string;
  value: string;
  tabs: { key: string; label: string }[];
  onChange: (key: string) => void;
}

/** Parts of a page of which one is seen. Tab goes to the one that is seen, arrows to the others. */
export function Tabs({ label, value, tabs, onChange }: TabsProps) {
  const box = useRef<HTMLDivElement>(null);
  const at = Math.max(
    tabs.findIndex((tab) => tab.key === value),
    0,
  );
  const go = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = by === undefined ? undefined : tabs[(at + by + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    box.current?.querySelectorAll("button")[tabs.indexOf(next)]?.focus();
  };
  return (
    <div ref={box} className="set-tabs" role="tablist" aria-label={label} onKeyDown={go}>
      {tabs.map((tab, n) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          aria-selected={n === at}
          tabIndex={n === at ? 0 : -1}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
