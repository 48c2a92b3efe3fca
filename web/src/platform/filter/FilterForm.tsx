import { Button } from "antd";
import { useState } from "react";
import type { Filter, Leaf, Module } from "../api/types";
import { useText } from "../i18n";
import { type Group, groupOf, isComplete, isLeaf } from "./filter";
import { GroupForm } from "./GroupForm";
import { LeafFields } from "./LeafFields";

interface FilterFormProps {
  module: Module;
  /** Null: a new one. */
  start: Filter | null;
  onApply: (filter: Filter) => void;
}

/** One condition, which can become a group of them; or a group. */
export function FilterForm({ module, start, onApply }: FilterFormProps) {
  const t = useText();
  const [leaf, setLeaf] = useState<Leaf | null>(start && isLeaf(start) ? start : null);
  const [group, setGroup] = useState<Group | null>(start && !isLeaf(start) ? groupOf(start) : null);
  if (group) return <GroupForm module={module} start={group} onApply={onApply} />;
  const begin = () => setGroup({ isNot: false, isAny: true, parts: leaf ? [leaf] : [] });
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (leaf && isComplete(leaf)) onApply(leaf);
      }}
    >
      <LeafFields module={module} leaf={leaf} onChange={setLeaf} autoFocus={!start} />
      <footer>
        <Button type="link" onClick={begin}>
          {t.filter.anyOf}…
        </Button>
        <Button type="primary" htmlType="submit" disabled={!leaf || !isComplete(leaf)}>
          {t.filter.apply}
        </Button>
      </footer>
    </form>
  );
}
