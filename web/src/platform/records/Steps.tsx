import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { RecordRow } from "../api/types";
import type { Rows } from "../grid/useRows";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { useKeys } from "./useKeys";

interface StepsProps {
  rows: Rows;
  id: string;
  /** Called with the record before or after this one, and its row. */
  onGo: (record: RecordRow, at: number) => void;
}

/** The way from a record to the one before and after it in a list, by buttons or by J and K, and its place there. */
export function Steps({ rows, id, onGo }: StepsProps) {
  const t = useText();
  const locale = useLocale();
  const at = rows.placeOf(id);
  const neighbour = (by: number) => (at === null || at + by < 0 ? undefined : rows.at(at + by));
  const step = (by: number) => {
    const next = neighbour(by);
    if (next && at !== null) onGo(next, at + by);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  const { total } = rows;
  return (
    <span className="steps">
      {at !== null && total && !rows.isPart && (
        <span className="dim num">
          {t.record.place(integer(at + 1, locale), integer(total.value, locale) + (total.exact ? "" : "+"))}
        </span>
      )}
      <Button
        size="small"
        type="text"
        icon={<UpOutlined />}
        disabled={!neighbour(-1)}
        onClick={() => step(-1)}
        aria-label={t.record.previous}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        disabled={!neighbour(1)}
        onClick={() => step(1)}
        aria-label={t.record.next}
      />
    </span>
  );
}
