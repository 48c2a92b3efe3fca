import { Select } from "antd";
import { useId } from "react";
import type { ImportProps } from "../kind";
import { areDaysUnclear } from "./values";
import { useWords } from "./words";

const ORDERS = ["day_month", "month_day"] as const;

/** How `03-07-2021` is read, asked only where such days are seen: of the whole file. */
export function DayOrder({ file, onFile, seen }: ImportProps) {
  const t = useWords();
  const id = useId();
  if (!areDaysUnclear(seen) && file.dates === undefined) return null;
  return (
    <div className="imp-line">
      <label htmlFor={id}>{t.days}</label>
      <Select
        id={id}
        value={file.dates ?? ""}
        onChange={(order: string) => onFile({ dates: ORDERS.find((one) => one === order) })}
        options={[
          { value: "", label: t.automatic },
          { value: "day_month", label: t.dayMonth },
          { value: "month_day", label: t.monthDay },
        ]}
      />
    </div>
  );
}
