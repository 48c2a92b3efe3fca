import { CloseOutlined, DownOutlined, ExpandAltOutlined, UpOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { recordOf } from "../api/queries";
import type { Module, RecordRow } from "../api/types";
import type { Rows } from "../grid/useRows";
import { useLabel, useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { Failed, Lines } from "../ui/states";
import { Facts } from "./Facts";
import { RecordActions } from "./RecordActions";
import { RecordTitle } from "./RecordTitle";
import { Timeline } from "./Timeline";

interface SidePanelProps {
  module: Module;
  id: string;
  rows: Rows;
  onOpen: (record: RecordRow) => void;
  onClose: () => void;
}

/** A record beside its list, for reading and quick work; the list stays as it is. */
export function SidePanel({ module, id, rows, onOpen, onClose }: SidePanelProps) {
  const t = useText();
  const label = useLabel();
  const locale = useLocale();
  const panel = useRef<HTMLElement>(null);
  const { data: record, error, refetch } = useQuery(recordOf(module.key, id));
  const at = placeOf(rows, id);
  const neighbour = (by: number) => (at === null ? undefined : rows.at(at + by));
  const step = (by: number) => {
    const next = neighbour(by);
    if (next) onOpen(next);
  };
  const steps = useRef({ step, onClose });
  steps.current = { step, onClose };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "j" || event.key === "J") steps.current.step(1);
      else if (event.key === "k" || event.key === "K") steps.current.step(-1);
      else if (event.key === "Escape") steps.current.onClose();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <aside ref={panel} className="peek" aria-label={record?.name ?? label(module)}>
      <div className="peek-bar">
        <Link to="/records/$module/$id" params={{ module: module.key, id }}>
          <ExpandAltOutlined /> {t.list.openPage}
        </Link>
        <span className="grow" />
        {at !== null && <span className="dim num">{t.record.place(at + 1, integer(rows.count ?? 0, locale))}</span>}
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
        <Button size="small" type="text" icon={<CloseOutlined />} onClick={onClose} aria-label={t.record.close} />
      </div>
      {error && !record ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : record ? (
        <>
          <RecordTitle module={module} record={record} />
          <RecordActions module={module} record={record} onGone={onClose} />
          <Facts module={module} record={record} isShort />
          <h3>{t.record.timeline}</h3>
          <Timeline module={module} record={record} />
        </>
      ) : (
        <Lines />
      )}
    </aside>
  );
}

/** Where the record stands among the rows that are loaded. */
function placeOf(rows: Rows, id: string): number | null {
  for (let row = 0; row < (rows.count ?? 0); row++) if (rows.at(row)?.id === id) return row;
  return null;
}

/** Does a key belong to a text that is being typed? */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]")
  );
}
