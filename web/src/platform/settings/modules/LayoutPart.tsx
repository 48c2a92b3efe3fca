import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Module } from "../../api/types";
import { Moves } from "../parts/Moves";
import { useWords as useCommon } from "../words";
import { LayoutField } from "./LayoutField";
import { moveSection, type Part, placeField, relabel, removeSection } from "./layout";
import { useWords } from "./words";

interface LayoutPartProps {
  module: Module;
  parts: Part[];
  part: Part;
  at: number;
  onChange: (parts: Part[]) => void;
}

/** A section of the layout; fields are dropped onto it, or among its own. */
export function LayoutPart({ module, parts, part, at, onChange }: LayoutPartProps) {
  const w = useWords();
  const common = useCommon();
  const { box, isOver } = useTaking((field) => onChange(placeField(parts, field, part.key)));
  const { key, labels } = part;
  const name = labels.zh || labels.en || w.layout.newName;
  return (
    <section className="lay-part" aria-label={key === null ? w.layout.rest : name}>
      <header>
        {key === null ? (
          <span className="grow dim">{w.layout.rest}</span>
        ) : (
          <>
            <Input
              value={labels.zh ?? ""}
              maxLength={80}
              placeholder={common.zhName}
              aria-label={`${w.layout.name} · ${common.zhName}`}
              onChange={(event) => onChange(relabel(parts, key, { ...labels, zh: event.target.value }))}
            />
            <Input
              value={labels.en ?? ""}
              maxLength={80}
              placeholder={common.enName}
              aria-label={`${w.layout.name} · ${common.enName}`}
              onChange={(event) => onChange(relabel(parts, key, { ...labels, en: event.target.value }))}
            />
            <span className="grow" />
            <Moves
              what={name}
              isFirst={at === 0}
              isLast={parts[at + 1]?.key === null || at === parts.length - 1}
              onMove={(by) => onChange(moveSection(parts, key, by === 1 ? 1 : -1))}
            />
            <Button
              size="small"
              type="text"
              onClick={() => onChange(removeSection(parts, key))}
              aria-label={`${w.layout.remove} ${name}`}
            >
              {common.remove}
            </Button>
          </>
        )}
      </header>
      <div ref={box} className={isOver ? "lay-fields lay-over" : "lay-fields"}>
        {part.fields.map((field) => (
          <LayoutField key={field} module={module} parts={parts} field={field} onChange={onChange} />
        ))}
        {part.fields.length === 0 && <span className="lay-empty">{w.layout.empty}</span>}
      </div>
    </section>
  );
}

/** The room of a section takes fields that are let go beside its own. */
function useTaking(onTake: (field: string) => void) {
  const box = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  const latest = useRef(onTake);
  latest.current = onTake;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.list === "layout",
      onDropTargetChange: ({ location, self }) => setOver(location.current.dropTargets[0]?.element === self.element),
      onDragLeave: () => setOver(false),
      onDrop: ({ location, self, source }) => {
        setOver(false);
        if (location.current.dropTargets[0]?.element === self.element) latest.current(String(source.data.id));
      },
    });
  }, []);
  return { box, isOver };
}
