import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { Field, Module, RecordRow } from "../api/types";
import { isEmpty } from "../fields/kind";
import { Value } from "../fields/Value";
import type { Rows } from "../grid/useRows";
import { Badge } from "../ui/Face";
import { Failed } from "../ui/states";
import type { Came } from "./came";
import { ListEmpty } from "./ListEmpty";
import type { List } from "./useList";

const CARD = 84;

/** The list on a phone: each record a line of two, with what its columns say first. */
export function CardList({ module, list, rows }: { module: Module; list: List; rows: Rows }) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.count ?? 8,
    getScrollElement: () => box.current,
    estimateSize: () => CARD,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { see } = rows;
  useEffect(() => see(first, last), [see, first, last]);
  if (rows.error && rows.count === null) return <Failed error={rows.error} retry={rows.again} />;
  if (rows.count === 0) return <ListEmpty module={module} list={list} />;
  const fields = list.columns.filter((column) => !column.isTitle).map((column) => column.field);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard
    <div ref={box} className="cards" tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize(), position: "relative" }}>
        {items.map((item) => (
          <li key={item.key} className="mcard" style={{ transform: `translateY(${item.start}px)` }}>
            <Card
              module={module}
              record={rows.at(item.index)}
              fields={fields}
              came={{ module: module.key, search: list.search, at: item.index }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface CardProps {
  module: Module;
  record: RecordRow | undefined;
  fields: Field[];
  came: Came;
}

function Card({ module, record, fields, came }: CardProps) {
  if (!record) return <span className="sk" style={{ width: "60%" }} />;
  const filled = fields.filter((field) => !isEmpty(record[field.key]));
  const amount = filled.find((field) => field.type === "money");
  const facts = filled.filter((field) => field !== amount && field.type !== "lookup").slice(0, 3);
  return (
    <Link
      to="/records/$module/$id"
      params={{ module: module.key, id: record.id }}
      state={{ came }}
      className="mcard-link"
    >
      <Badge name={record.name} size={38} />
      <span className="grow">
        <b className="cut">{record.name}</b>
        <small>
          {facts.map((field) => (
            <Value key={field.key} field={field} record={record} />
          ))}
        </small>
      </span>
      {amount && <Value field={amount} record={record} />}
    </Link>
  );
}
