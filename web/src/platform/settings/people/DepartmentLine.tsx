import { CaretDownOutlined, CaretRightOutlined, EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useEffect, useRef } from "react";
import { api } from "../../api/http";
import { queryClient, recordOf } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { restoreRecords } from "../../api/writes";
import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { useForms } from "../../records/forms";
import { say, sayFault } from "../../ui/toasts";
import { directoryChanged } from "./changed";
import { isEmpty, type Node } from "./tree";
import { useDragging } from "./useDragging";
import { useWords } from "./words";

interface DepartmentLineProps {
  node: Node;
  isChosen: boolean;
  isFolded: boolean;
  /** It was moved last: drawn anew at its new place, it takes the focus along. */
  isMoved: boolean;
  module: ModuleSummary;
  onChoose: () => void;
  onFold: () => void;
  onMove: () => void;
  canTake: (id: string) => boolean;
  onDrop: (id: string) => void;
}

/** The key that chose from a menu does not press what has the focus in the dialog that comes. */
const keepKey: MenuProps["onClick"] = ({ domEvent }) => domEvent.preventDefault();

/** One department in the tree. */
export function DepartmentLine(props: DepartmentLineProps) {
  const { node, isChosen, isFolded, isMoved, module, onChoose, onFold, onMove } = props;
  const w = useWords();
  const locale = useLocale();
  const openForm = useForms((forms) => forms.open);
  const { box, isOver, isLifted } = useDragging(props);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isMoved && document.activeElement === document.body) button.current?.focus();
  }, [isMoved]);
  const name = node.name ?? "";
  const onSaved = () => void directoryChanged();
  const edit = async () => {
    try {
      openForm({ module: module.key, record: await queryClient.fetchQuery(recordOf(module.key, node.id)), onSaved });
    } catch (error) {
      sayFault(error);
    }
  };
  const remove = async () => {
    try {
      await api("DELETE", `records/${module.key}/${node.id}`);
      await directoryChanged();
      say(w.removed(name), () => restoreRecords(module.key, [node.id]).then(directoryChanged));
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
    ...(module.rights.delete.length > 0
      ? [
          {
            key: "remove",
            // What is in it would be left without a department.
            disabled: !isEmpty(node),
            label: isEmpty(node) ? w.remove : w.removeFilled,
            onClick: () => void remove(),
          },
        ]
      : []),
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
      <button
        type="button"
        ref={button}
        className="dept-name"
        onClick={onChoose}
        aria-current={isChosen ? "true" : undefined}
      >
        {name}
      </button>
      <small className="num" title={w.withBelow(integer(node.people_with_below, locale))}>
        {integer(node.people_with_below, locale)}
      </small>
      <Dropdown trigger={["click"]} menu={{ items, onClick: keepKey }} autoFocus>
        <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={w.actions(name)} />
      </Dropdown>
    </div>
  );
}
