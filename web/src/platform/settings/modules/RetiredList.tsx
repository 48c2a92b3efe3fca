import { Button } from "antd";
import { useLabel } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { Section } from "../parts/Section";
import type { Retired } from "./retired";
import { useWords } from "./words";

interface RetiredListProps {
  title: string;
  gone: Retired[];
  onRestore: (key: string) => Promise<void>;
  restored: (name: string) => string;
}

/** What is not shown any more and can come back; nothing where nothing is gone. */
export function RetiredList({ title, gone, onRestore, restored }: RetiredListProps) {
  const w = useWords();
  const label = useLabel();
  if (gone.length === 0) return null;
  const restore = async (one: Retired) => {
    try {
      await onRestore(one.key);
      say(restored(label(one)));
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Section title={title}>
      <ul className="set-list">
        {gone.map((one) => (
          <li key={one.key}>
            <span className="grow">
              {label(one)} <small>{one.key}</small>
            </span>
            <Button size="small" onClick={() => void restore(one)} aria-label={`${w.field.restore} ${label(one)}`}>
              {w.field.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
