import { useState } from "react";
import { updateRecord } from "../../api/writes";
import { say, sayFault } from "../../ui/toasts";
import { useEdited } from "../parts/useEdited";
import { directoryChanged } from "./changed";
import { DepartmentLine } from "./DepartmentLine";
import type { Directory } from "./directory";
import { MoveDialog } from "./MoveDialog";
import { above, canMove, find, type Node } from "./tree";
import { useWords } from "./words";

interface DepartmentTreeProps {
  whole: Node[];
  /** What a search leaves of it. */
  shown: Node[];
  isNarrowed: boolean;
  chosen: string;
  directory: Directory;
  onChoose: (id: string) => void;
}

/** The departments; one is moved under another by dragging it, or by its menu. */
export function DepartmentTree({ whole, shown, isNarrowed, chosen, directory, onChoose }: DepartmentTreeProps) {
  const w = useWords();
  const moving = useEdited<Node>();
  const [moved, setMoved] = useState("");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const { departments } = directory;
  const parentField = departments.tree ?? "parent";
  const put = async (id: string, to: string | null) => {
    await updateRecord(departments.key, id, { [parentField]: to });
    await directoryChanged();
  };
  const move = async (id: string, to: string | null) => {
    if (!canMove(whole, id, to)) return;
    const before = above(whole, id)?.id ?? null;
    const name = find(whole, id)?.name ?? "";
    const target = to === null ? w.top : (find(whole, to)?.name ?? "");
    setMoved(id);
    try {
      await put(id, to);
      say(w.moved(name, target), () => put(id, before));
    } catch (error) {
      sayFault(error);
    }
  };
  const fold = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  // What was found is seen, also below what is folded.
  const isFolded = (id: string) => !isNarrowed && folded.has(id);
  const branch = (nodes: Node[]) => (
    <ul>
      {nodes.map((node) => (
        <li key={node.id}>
          <DepartmentLine
            node={node}
            isChosen={node.id === chosen}
            isFolded={isFolded(node.id)}
            isMoved={node.id === moved}
            module={departments}
            onChoose={() => onChoose(node.id)}
            onFold={() => fold(node.id)}
            onMove={() => moving.edit(node)}
            canTake={(id) => canMove(whole, id, node.id)}
            onDrop={(id) => void move(id, node.id)}
          />
          {node.children.length > 0 && !isFolded(node.id) && branch(node.children)}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {shown.length === 0 ? <p className="dim dept-none">{w.noSuchDepartment}</p> : branch(shown)}
      {moving.one && (
        <MoveDialog
          key={moving.turn}
          tree={whole}
          node={moving.one}
          isOpen={moving.isOpen}
          onClose={moving.close}
          onMove={(id, to) => {
            moving.close();
            void move(id, to);
          }}
        />
      )}
    </>
  );
}
