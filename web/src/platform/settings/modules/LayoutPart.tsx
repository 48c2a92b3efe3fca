import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Module } from "../../api/types";
import { useNameOf } from "../parts/labels";
import { Moves } from "../parts/Moves";
import { useWords as useCommon } from "../words";
import type { Arrange } from "./LayoutEditor";
import { LayoutField } from "./LayoutField";
import { moveSection, type Part, placeField, relabel } from "./layout";
import { useWords } from "./words";

interface LayoutPartProps {
  module: Module;
  parts: Part[];
  at: number;
  arrange: Arrange;
  fault: string | undefined;
}

const EMPTY: Part = { key: null, labels: {}, fields: [] };

/** A section of the layout; fields are dropped onto it, or among its own. */
export function LayoutPart({ module, parts, at, arrange, fault }: LayoutPartProps) {
  const w = useWords();
  const common = useCommon();
  const nameOf = useNameOf();
  const { key, labels, fields } = parts[at] ?? EMPTY;
  const { box, isOver } = useTaking((field) => arrange.field(field, placeField(parts, field, key)));
  const name = nameOf(labels, w.layout.newName);
  return (
    <section className="lay-part" aria-label={key === null ? w.layout.rest : name} data-section={key}>
      <header>
        {key === null ? (
          <span className="grow dim">{w.layout.rest}</span>
        ) : (
          <>
            {(["zh", "en"] as const).map((locale) => {
              const asked = locale === "zh" ? common.zhName : common.enName;
              return (
                <Input
                  key={locale}
                  value={labels[locale] ?? ""}
                  maxLength={80}
                  placeholder={asked}
                  aria-label={`${w.layout.name} · ${asked}`}
                  status={fault ? "error" : ""}
                  onChange={(event) => arrange.change(relabel(parts, key, { ...labels, [locale]: event.target.value }))}
                />
              );
            })}
            <span className="grow" />
            <Moves
              what={name}
              isFirst={at === 0}
              isLast={parts[at + 1]?.key === null || at === parts.length - 1}
              onMove={(by) => arrange.section(key, moveSection(parts, key, by === 1 ? 1 : -1))}
            />
            <Button
              size="small"
              type="text"
              onClick={() => arrange.remove(key)}
              aria-label={`${w.layout.remove} ${name}`}
            >
              {common.remove}
            </Button>
          </>
        )}
      </header>
      {fault && (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
      <div ref={box} className={isOver ? "lay-fields lay-over" : "lay-fields"}>
        {fields.map((field) => (
          <LayoutField key={field} module={module} parts={parts} field={field} arrange={arrange} />
        ))}
        {fields.length === 0 && <span className="lay-empty">{w.layout.empty}</span>}
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
