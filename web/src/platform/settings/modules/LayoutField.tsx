import { EllipsisOutlined, HolderOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { useNameOf } from "../parts/labels";
import { Moves } from "../parts/Moves";
import { useSortable } from "../parts/useSortable";
import { useWords as useCommon } from "../words";
import type { Arrange } from "./LayoutEditor";
import { dropField, moveField, type Part, placeField } from "./layout";
import { useWords } from "./words";

interface LayoutFieldProps {
  module: Module;
  parts: Part[];
  field: string;
  arrange: Arrange;
}

/** A field in the layout: dragged by its grip, moved by arrows, or put into another section by its menu. */
export function LayoutField({ module, parts, field: key, arrange }: LayoutFieldProps) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const nameOf = useNameOf();
  const { box, grip, className } = useSortable<HTMLDivElement>("layout", key, (dragged, isBelow) =>
    arrange.field(dragged, dropField(parts, dragged, key, isBelow)),
  );
  const field = module.fields.find((one) => one.key === key);
  const name = field ? label(field) : key;
  const others = parts.filter((part) => !part.fields.includes(key));
  const items = others.map((part) => ({
    key: part.key ?? "rest",
    label: part.key === null ? w.layout.rest : nameOf(part.labels, w.layout.newName),
    onClick: () => arrange.field(key, placeField(parts, key, part.key)),
  }));
  const isFirst = parts[0]?.fields[0] === key;
  const isLast = parts.at(-1)?.fields.at(-1) === key;
  return (
    <div ref={box} className={`lay-field ${className}`}>
      <span ref={grip} className="set-grip" title={common.drag(name)}>
        <HolderOutlined />
      </span>
      <span className="grow">{name}</span>
      <Moves
        what={name}
        isFirst={isFirst}
        isLast={isLast}
        onMove={(by) => arrange.field(key, moveField(parts, key, by === 1 ? 1 : -1))}
      />
      {items.length > 0 && (
        <Dropdown trigger={["click"]} menu={{ items }} autoFocus>
          <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={w.layout.moveTo(name)} />
        </Dropdown>
      )}
    </div>
  );
}
