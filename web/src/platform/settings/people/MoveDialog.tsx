import { Modal, TreeSelect } from "antd";
import { useState } from "react";
import { canMove, choices, type Node } from "./tree";
import { useWords } from "./words";

const TOP = "top";

interface MoveDialogProps {
  tree: Node[];
  node: Node;
  isOpen: boolean;
  onClose: () => void;
  onMove: (id: string, to: string | null) => void;
}

/** What dragging does, for the keyboard and for fingers. */
export function MoveDialog({ tree, node, isOpen, onClose, onMove }: MoveDialogProps) {
  const w = useWords();
  const [to, setTo] = useState<string>();
  const title = w.moveTitle(node.name ?? "");
  const target = to === undefined || to === TOP ? null : to;
  return (
    <Modal
      open={isOpen}
      title={title}
      okText={w.moveOk}
      okButtonProps={{ disabled: to === undefined || !canMove(tree, node.id, target) }}
      onOk={() => onMove(node.id, target)}
      onCancel={onClose}
    >
      <TreeSelect
        value={to}
        onChange={setTo}
        treeData={[{ value: TOP, title: w.top, disabled: false, children: [] }, ...choices(tree, node.id)]}
        treeDefaultExpandAll
        showSearch={{ treeNodeFilterProp: "title" }}
        placeholder={w.moveWhere}
        aria-label={title}
        style={{ width: "100%" }}
      />
    </Modal>
  );
}
