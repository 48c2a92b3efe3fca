import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import type { UnknownValue } from "../kind";
import { useWords } from "./words";

/** More than these are shown when they are asked for. */
const FEW = 8;

interface ValueLinesProps {
  values: UnknownValue[];
  /** What a value becomes. */
  children: (value: UnknownValue) => ReactNode;
}

/** Values of the file, in how many rows they stand, and what they become. */
export function ValueLines({ values, children }: ValueLinesProps) {
  const t = useWords();
  const locale = useLocale();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || values.length <= FEW + 1 ? values : values.slice(0, FEW);
  return (
    <>
      {shown.map((one) => (
        <div key={one.value} className="imp-value">
          <span className="imp-from" title={one.value}>
            <span className="cut">{one.value}</span>
            {one.count !== null && <small className="dim num">{t.rows(integer(one.count, locale))}</small>}
          </span>
          <span aria-hidden="true">→</span>
          {children(one)}
        </div>
      ))}
      {shown.length < values.length && (
        <Button type="link" size="small" className="imp-more" onClick={() => setWhole(true)}>
          {t.showAll(integer(values.length, locale))}
        </Button>
      )}
    </>
  );
}
