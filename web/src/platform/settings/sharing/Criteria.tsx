import { useQuery } from "@tanstack/react-query";
import { moduleOf } from "../../api/queries";
import type { Filter } from "../../api/types";
import { FilterBar } from "../../filter/FilterBar";
import { useNamed } from "../../filter/names";
import { Loaded } from "../parts/Loaded";

interface CriteriaProps {
  id: string;
  label: string;
  module: string;
  parts: Filter[];
  onChange: (parts: Filter[]) => void;
}

/** The conditions of a sharing rule as chips. */
export function Criteria({ id, label, module: key, parts, onChange }: CriteriaProps) {
  const query = useQuery({ ...moduleOf(key), enabled: key !== "" });
  const named = useNamed(query.data, parts);
  return (
    <Loaded query={query}>
      {(module) => (
        <div id={id} role="group" aria-label={label} className="set-tools">
          <FilterBar module={module} parts={named} onChange={onChange} />
        </div>
      )}
    </Loaded>
  );
}
