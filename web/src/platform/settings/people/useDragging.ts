import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useRef, useState } from "react";
import type { Node } from "./tree";

interface Dragging {
  node: Node;
  canTake: (id: string) => boolean;
  onDrop: (id: string) => void;
}

/** A department is dragged by its line, and takes others that are let go on it. */
export function useDragging({ node, canTake, onDrop }: Dragging) {
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
