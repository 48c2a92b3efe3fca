import { HolderOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import type { Module } from "../../../platform/api/types";
import { deleteRecords, refresh, restoreRecords, updateRecord } from "../../../platform/api/writes";
import { OptionLabel } from "../../../platform/fields/choice";
import { useForms } from "../../../platform/records/forms";
import { Moves } from "../../../platform/settings/parts/Moves";
import { useSortable } from "../../../platform/settings/parts/useSortable";
import { say, sayFault } from "../../../platform/ui/toasts";
import { isClosed, STAGES, type Stage } from "./stages";
import { useWords } from "./words";

interface StageLineProps {
  stage: Stage;
  at: number;
  isLast: boolean;
  module: Module;
  onMove: (by: number) => void;
  onDrop: (id: string, isBelow: boolean) => void;
}

/** A stage: name and probability are changed in place and can be undone. */
export function StageLine({ stage, at, isLast, module, onMove, onDrop }: StageLineProps) {
  const w = useWords();
  const openForm = useForms((forms) => forms.open);
  const { box, grip, className } = useSortable<HTMLLIElement>(`stages ${stage.pipeline.id}`, stage.id, onDrop);
  // What is being typed; null as long as nothing is.
  const [name, setName] = useState<string | null>(null);
  const [probability, setProbability] = useState<string | null | undefined>(undefined);
  const type = module.fields.find((field) => field.key === "type");
  const write = async (draft: Record<string, unknown>) => {
    await updateRecord(STAGES, stage.id, draft);
    refresh(STAGES);
  };
  const save = async (key: "name" | "probability", value: string | null) => {
    try {
      await write({ [key]: value });
      say(w.saved(stage.name), () => write({ [key]: stage[key] }));
      return true;
    } catch (error) {
      sayFault(error);
      return false;
    }
  };
  const saveName = async () => {
    const typed = name?.trim() ?? "";
    // What was refused stays as it was typed.
    if (typed === "" || typed === stage.name || (await save("name", typed))) setName(null);
  };
  const saveProbability = async () => {
    const typed = probability === null || probability === "" ? null : Number(probability).toFixed(2);
    const isSame = probability === undefined || typed === stage.probability;
    if (isSame || (await save("probability", typed))) setProbability(undefined);
  };
  const remove = async () => {
    try {
      await deleteRecords(STAGES, [stage.id]);
      say(w.removed(stage.name), () => restoreRecords(STAGES, [stage.id]));
    } catch (error) {
      sayFault(error);
    }
  };
  const shown = probability === undefined ? stage.probability : probability;
  const blurOnEnter = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
  };
  return (
    <li ref={box} className={`stage ${className}`}>
      <span ref={grip} className="set-grip" aria-hidden="true">
        <HolderOutlined />
      </span>
      <span className="num">{at + 1}</span>
      <Input
        value={name ?? stage.name}
        maxLength={60}
        variant="borderless"
        aria-label={w.nameOf(stage.name)}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => void saveName()}
        onKeyDown={blurOnEnter}
      />
      <span className="status">{type ? <OptionLabel field={type} value={stage.type} /> : stage.type}</span>
      <InputNumber<string>
        stringMode
        min="0"
        max="100"
        controls={false}
        suffix="%"
        value={shown === null ? null : String(Number(shown))}
        disabled={isClosed(stage)}
        title={isClosed(stage) ? w.certain : ""}
        aria-label={w.probabilityOf(stage.name)}
        onChange={setProbability}
        onBlur={() => void saveProbability()}
        onPressEnter={blurOnEnter}
      />
      <span className="acts">
        <Moves what={stage.name} isFirst={at === 0} isLast={isLast} onMove={onMove} />
        <Button
          size="small"
          type="text"
          onClick={() => openForm({ module: STAGES, record: stage, onSaved: () => refresh(STAGES) })}
          aria-label={w.moreOf(stage.name)}
        >
          {w.more}
        </Button>
        <Button size="small" type="text" onClick={() => void remove()} aria-label={w.removeOf(stage.name)}>
          {w.remove}
        </Button>
      </span>
    </li>
  );
}
