import { Segmented } from "antd";
import { useText } from "../i18n";
import type { Sets } from "./useColumns";

/** Which of several sets of columns is shown. */
export function BoardSets({ sets }: { sets: Sets }) {
  const t = useText();
  return (
    <div className="board-bar">
      <Segmented
        value={sets.chosen}
        onChange={sets.choose}
        options={sets.all.map(({ id, name }) => ({ value: id, label: name }))}
        aria-label={t.board.columns}
      />
    </div>
  );
}
