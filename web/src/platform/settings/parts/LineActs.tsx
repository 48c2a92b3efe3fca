import { Button } from "antd";
import { useWords } from "../words";

interface LineActsProps {
  /** What the line is about, for whoever hears it. */
  name: string;
  onEdit: () => void;
  onRemove: () => void;
}

/** At the end of a line: changing what it is about, deleting it. */
export function LineActs({ name, onEdit, onRemove }: LineActsProps) {
  const w = useWords();
  return (
    <span className="acts">
      <Button size="small" type="text" onClick={onEdit} aria-label={`${w.edit} ${name}`}>
        {w.edit}
      </Button>
      <Button size="small" type="text" danger onClick={onRemove} aria-label={`${w.remove} ${name}`}>
        {w.remove}
      </Button>
    </span>
  );
}
