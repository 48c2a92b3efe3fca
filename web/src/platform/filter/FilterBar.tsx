import type { Filter, Module } from "../api/types";
import { AddFilter } from "./AddFilter";
import { FilterChips } from "./FilterChips";

interface FilterBarProps {
  module: Module;
  parts: Filter[];
  onChange: (parts: Filter[]) => void;
}

/** The conditions of a list, all of which hold, and the way to one more. */
export function FilterBar({ module, parts, onChange }: FilterBarProps) {
  return (
    <>
      <AddFilter module={module} onAdd={(part) => onChange([...parts, part])} />
      <FilterChips module={module} parts={parts} onChange={onChange} />
    </>
  );
}
