import type { Module } from "../api/types";
import { AddFilter } from "../filter/AddFilter";
import { FilterChips } from "../filter/FilterChips";
import { useText } from "../i18n";
import Sheet from "../ui/Sheet";
import type { List } from "./useList";

interface FilterSheetProps {
  module: Module;
  list: List;
  onClose: () => void;
}

/** The conditions of a list, on a phone. */
export default function FilterSheet({ module, list, onClose }: FilterSheetProps) {
  const t = useText();
  return (
    <Sheet title={t.list.filter} onClose={onClose}>
      <div className="filter-sheet">
        <FilterChips module={module} parts={list.parts} onChange={list.setParts} />
        <AddFilter module={module} onAdd={(part) => list.setParts([...list.parts, part])} as="word" />
      </div>
    </Sheet>
  );
}
