import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Segmented } from "antd";
import { useRef, useState } from "react";
import type { Filter, Module } from "../api/types";
import { useLocale, useText } from "../i18n";
import { filterOf, type Group, isComplete, isLeaf } from "./filter";
import { LeafFields } from "./LeafFields";
import { sentence } from "./said";

/** A condition on its way: a row of which nothing is chosen yet is none. */
interface Row {
  key: number;
  part: Filter | null;
}

interface GroupFormProps {
  module: Module;
  start: Group;
  onApply: (filter: Filter) => void;
}

/** Conditions of which any or all hold, or not. What is a group inside of it is kept, and said. */
export function GroupForm({ module, start, onApply }: GroupFormProps) {
  const t = useText();
  const next = useRef(0);
  const rowOf = (part: Filter | null): Row => ({ key: next.current++, part });
  const [isAny, setAny] = useState(start.isAny);
  const [isNot, setNot] = useState(start.isNot);
  const [rows, setRows] = useState(() => {
    const begun: Row[] = start.parts.map(rowOf);
    // Whoever begins a group wants to say more than one thing.
    return begun.length < 2 && !start.isNot ? [...begun, ...[null, null].slice(begun.length).map(rowOf)] : begun;
  });
  const parts = rows.flatMap(({ part }) => (part ? [part] : []));
  const filter = filterOf({ isNot, isAny, parts });
  const isReady = filter !== undefined && isComplete(filter);
  return (
    <form
      className="filter-form group"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onApply(filter);
      }}
    >
      <div className="filter-how">
        <Segmented
          value={isAny ? "any" : "all"}
          onChange={(how) => setAny(how === "any")}
          options={[
            { value: "any", label: t.filter.anyOf },
            { value: "all", label: t.filter.allOf },
          ]}
          aria-label={t.filter.how}
        />
        <Checkbox checked={isNot} onChange={(event) => setNot(event.target.checked)}>
          {t.filter.exclude}
        </Checkbox>
      </div>
      <ul>
        {rows.map(({ key, part }, at) => (
          <PartRow
            key={key}
            module={module}
            part={part}
            onChange={(changed) => setRows(rows.with(at, { key, part: changed }))}
            onRemove={() => setRows(rows.toSpliced(at, 1))}
          />
        ))}
      </ul>
      <footer>
        <Button type="link" icon={<PlusOutlined />} onClick={() => setRows([...rows, rowOf(null)])}>
          {t.filter.add}
        </Button>
        <Button type="primary" htmlType="submit" disabled={!isReady}>
          {t.filter.apply}
        </Button>
      </footer>
    </form>
  );
}

interface PartRowProps {
  module: Module;
  part: Filter | null;
  onChange: (part: Filter) => void;
  onRemove: () => void;
}

function PartRow({ module, part, onChange, onRemove }: PartRowProps) {
  const t = useText();
  const text = sentence(part ?? { all: [] }, module, t, useLocale());
  return (
    <li>
      {part && !isLeaf(part) ? (
        <span className="filter-said">{text}</span>
      ) : (
        <div>
          <LeafFields module={module} leaf={part} onChange={onChange} />
        </div>
      )}
      <Button
        type="text"
        icon={<CloseOutlined />}
        onClick={onRemove}
        aria-label={part ? t.filter.remove(text) : t.filter.removeRow}
      />
    </li>
  );
}
