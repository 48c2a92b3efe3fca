import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { moduleOf } from "../../api/queries";
import type { Leaf } from "../../api/types";
import { FilterBar } from "../../filter/FilterBar";
import { useWords } from "./words";
// Chips of conditions look as in lists.
import "../../records/list.css";

interface CriteriaProps {
  module: string;
  /** Null: the filter says more than chips can. */
  leaves: Leaf[] | null;
  onChange: (leaves: Leaf[]) => void;
}

/** The conditions of a sharing rule as chips. */
export function Criteria({ module: key, leaves, onChange }: CriteriaProps) {
  const w = useWords();
  const { data: module } = useQuery({ ...moduleOf(key), enabled: key !== "" });
  if (leaves === null) {
    return (
      <>
        <p className="dim">{w.complex}</p>
        <Button onClick={() => onChange([])}>{w.replace}</Button>
      </>
    );
  }
  return <div className="set-tools">{module && <FilterBar module={module} leaves={leaves} onChange={onChange} />}</div>;
}
