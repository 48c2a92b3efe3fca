import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect, useRef, useState } from "react";

interface Sortable<T extends HTMLElement> {
  box: RefObject<T | null>;
  grip: RefObject<HTMLSpanElement | null>;
  className: string;
}

/** A line that is dragged by its grip, and lets others of its list be put above or below it. */
export function useSortable<T extends HTMLElement>(
  list: string,
  id: string,
  onDrop: (dragged: string, isBelow: boolean) => void,
): Sortable<T> {
  const box = useRef<T>(null);
  const grip = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<"above" | "below" | null>(null);
  const [isLifted, setLifted] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const isBelow = (y: number) => {
      const { top, height } = element.getBoundingClientRect();
      return y > top + height / 2;
    };
    const stopDragging = grip.current
      ? draggable({
          element,
          dragHandle: grip.current,
          getInitialData: () => ({ list, id }),
          onDragStart: () => setLifted(true),
          onDrop: () => setLifted(false),
        })
      : () => {};
    const stopTaking = dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.list === list && source.data.id !== id,
      onDrag: ({ location }) => setEdge(isBelow(location.current.input.clientY) ? "below" : "above"),
      onDragLeave: () => setEdge(null),
      onDrop: ({ source, location }) => {
        setEdge(null);
        latest.current(String(source.data.id), isBelow(location.current.input.clientY));
      },
    });
    return () => {
      stopDragging();
      stopTaking();
    };
  }, [list, id]);
  return { box, grip, className: [edge && `set-${edge}`, isLifted && "set-lifted"].filter(Boolean).join(" ") };
}
