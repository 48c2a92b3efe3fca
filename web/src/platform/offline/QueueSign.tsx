import { type ComponentType, lazy, Suspense } from "react";
import { useReach } from "./reach";
import { useQueue } from "./useQueue";

// Whoever is cut off before this is here sees no sign; what was written is kept all the same.
const Sign = lazy(
  (): Promise<{ default: ComponentType<QueueSignProps> }> =>
    import("./QueueSigns").catch(() => ({ default: () => null })),
);

interface QueueSignProps {
  /** A button of the bar above, a number on an icon, or a line of a menu. */
  as: "button" | "dot" | "item";
  /** There is no room for words. */
  isShort?: boolean;
}

/** What the server does not have yet, and whether it can be reached; nothing when all is well. */
export function QueueSign({ as, isShort = false }: QueueSignProps) {
  const isReached = useReach((reach) => reach.isReached);
  const isEmpty = useQueue().entries.length === 0;
  if (isEmpty && (isReached || as !== "button")) return null;
  return (
    <Suspense>
      <Sign as={as} isShort={isShort} />
    </Suspense>
  );
}
