import { useQuery } from "@tanstack/react-query";
import { moduleOf } from "../../api/queries";
import type { Filter } from "../../api/types";
import { FilterBar } from "../../filter/FilterBar";
import { useNamed } from "../../filter/names";

interface CriteriaProps {
  module: string;
  parts: Filter[];
  onChange: (parts: Filter[]) => void;
}

/** The conditions of a sharing rule as chips. */
export function Criteria({ module: key, parts, onChange }: CriteriaProps) {
  const { data: module } = useQuery({ ...moduleOf(key), enabled: key !== "" });
  const named = useNamed(module, parts);
  return <div className="set-tools">{module && <FilterBar module={module} parts={named} onChange={onChange} />}</div>;
}
