import { CaretDownOutlined, CaretRightOutlined, EllipsisOutlined } from "@ant-design/icons";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Button, Dropdown, type MenuProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { queryClient, recordOf } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { useForms } from "../../records/forms";
import { sayFault } from "../../ui/toasts";
import { directoryChanged } from "./changed";
import type { Node } from "./tree";
import { useWords } from "./words";

interface DepartmentLineProps {
  node: Node;
  isChosen: boolean;
  isFolded: boolean;
  module: ModuleSummary;
  onChoose: () => void;
  onFold: () => void;
  onMove: () => void;
  canTake: (id: string) => boolean;
  onDrop: (id: string) => void;
}

/** One department in the tree. */
export function DepartmentLine(props: DepartmentLineProps) {
  const { node, isChosen, isFolded, module, onChoose, onFold, onMove } = props;
  const w = useWords();
  const locale = useLocale();
  const openForm = useForms((forms) => forms.open);
  const { box, isOver, isLifted } = useDragging(props);
  const name = node.name ?? "";
  const onSaved = () => void directoryChanged();
  const edit = async () => {
    try {
      openForm({ module: module.key, record: await queryClient.fetchQuery(recordOf(module.key, node.id)), onSaved });
    } catch (error) {
      sayFault(error);
    }
  };
  const items: MenuProps["items"] = [
    {
      key: "add",
      label: w.addBelow,
      onClick: () =>
        openForm({ module: module.key, start: { [module.tree ?? "parent"]: { id: node.id, name } }, onSaved }),
    },
    { key: "edit", label: w.edit, onClick: () => void edit() },
    { key: "move", label: w.move, onClick: onMove },
  ];
  const classes = ["dept", isChosen && "on", isOver && "over", isLifted && "lifted"].filter(Boolean).join(" ");
  return (
    <div ref={box} className={classes}>
      {node.children.length > 0 ? (
        <button
          type="button"
          className="dept-fold"
          onClick={onFold}
          aria-expanded={!isFolded}
          aria-label={w.branch(name)}
        >
          {isFolded ? <CaretRightOutlined /> : <CaretDownOutlined />}
        </button>
      ) : (
        <span className="dept-fold" />
      )}
      <button type="button" className="dept-name" onClick={onChoose} aria-current={isChosen ? "true" : undefined}>
        {name}
      </button>
      <small className="num">{integer(node.people_with_below, locale)}</small>
      <Dropdown trigger={["click"]} menu={{ items }}>
        <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={w.actions(name)} />
      </Dropdown>
    </div>
  );
}

function useDragging({ node, canTake, onDrop }: Pick<DepartmentLineProps, "node" | "canTake" | "onDrop">) {
  const box = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  const [isLifted, setLifted] = useState(false);
  const latest = useRef({ canTake, onDrop });
  latest.current = { canTake, onDrop };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const idOf = (data: Record<string, unknown>) => (data.kind === "department" ? String(data.id) : "");
    const stopDragging = draggable({
      element,
      getInitialData: () => ({ kind: "department", id: node.id }),
      onDragStart: () => setLifted(true),
      onDrop: () => setLifted(false),
    });
    const stopTaking = dropTargetForElements({
      element,
      canDrop: ({ source }) => latest.current.canTake(idOf(source.data)),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        latest.current.onDrop(idOf(source.data));
      },
    });
    return () => {
      stopDragging();
      stopTaking();
    };
  }, [node.id]);
  return { box, isOver, isLifted };
}
