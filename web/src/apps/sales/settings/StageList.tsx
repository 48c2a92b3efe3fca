import type { Module } from "../../../platform/api/types";
import { batch, isDone, problemOf } from "../../../platform/api/writes";
import { dropped, moved } from "../../../platform/settings/parts/order";
import { say, sayFault } from "../../../platform/ui/toasts";
import { StageLine } from "./StageLine";
import { renumbered, STAGES, type Stage } from "./stages";
import { useWords } from "./words";

/** Writes several orders at once; all or a fault. */
async function writeOrders(orders: { id: string; order: number }[]): Promise<void> {
  const results = await batch(STAGES, "update", orders);
  const refused = results.find((result) => !isDone(result));
  if (refused) throw problemOf(refused);
}

/** The stages of a pipeline; their order is changed by dragging or by arrows, and can be undone. */
export function StageList({ stages, module }: { stages: Stage[]; module: Module }) {
  const w = useWords();
  const arrange = async (next: Stage[], id: string) => {
    const orders = renumbered(next);
    if (next.every((stage, at) => stage === stages[at]) || orders.length === 0) return;
    const before = orders.map(({ id }) => ({ id, order: stages.find((stage) => stage.id === id)?.order ?? 0 }));
    try {
      await writeOrders(orders);
      const at = next.findIndex((stage) => stage.id === id);
      say(w.moved(next[at]?.name ?? "", at + 1), () => writeOrders(before));
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <ol className="stages">
      {stages.map((stage, at) => (
        <StageLine
          key={stage.id}
          stage={stage}
          at={at}
          isLast={at === stages.length - 1}
          module={module}
          onMove={(by) => void arrange(moved(stages, at, by), stage.id)}
          onDrop={(id, isBelow) =>
            void arrange(
              dropped(stages, (one) => one.id, id, stage.id, isBelow),
              id,
            )
          }
        />
      ))}
    </ol>
  );
}
