import { PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Select } from "antd";
import { type FormEvent, useState } from "react";
import type { Module } from "../../../platform/api/types";
import { createRecord } from "../../../platform/api/writes";
import { useLabel } from "../../../platform/i18n";
import { useSend } from "../../../platform/settings/parts/useSend";
import { say } from "../../../platform/ui/toasts";
import { isClosed, nextOrder, type Pipeline, STAGES, type Stage } from "./stages";
import { useWords } from "./words";

const EMPTY = { name: "", type: "open", probability: null as string | null };

/** Adds a stage to a pipeline, behind the open ones. */
export function NewStage({ pipeline, stages, module }: { pipeline: Pipeline; stages: Stage[]; module: Module }) {
  const w = useWords();
  const label = useLabel();
  const send = useSend();
  const [draft, setDraft] = useState(EMPTY);
  const types = module.fields.find((field) => field.key === "type")?.options ?? [];
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const order = isClosed(draft) ? (stages.at(-1)?.order ?? 0) + 10 : nextOrder(stages);
    const probability = isClosed(draft) ? {} : { probability: draft.probability };
    const body = { name: draft.name.trim(), type: draft.type, pipeline: pipeline.id, order, ...probability };
    if (!(await send.send(() => createRecord(STAGES, body)))) return;
    say(w.added(draft.name));
    setDraft(EMPTY);
  };
  return (
    <form className="stage-new" onSubmit={add}>
      <Input
        value={draft.name}
        maxLength={60}
        placeholder={w.name}
        aria-label={w.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <Select
        value={draft.type}
        onChange={(type) => setDraft({ ...draft, type })}
        options={types.map((option) => ({ value: option.key, label: label(option) }))}
        aria-label={w.type}
        style={{ width: 110 }}
      />
      <InputNumber<string>
        stringMode
        min="0"
        max="100"
        controls={false}
        suffix="%"
        placeholder={w.probability}
        aria-label={w.probability}
        value={draft.probability}
        disabled={isClosed(draft)}
        onChange={(probability) => setDraft({ ...draft, probability })}
      />
      <Button htmlType="submit" icon={<PlusOutlined />} loading={send.isBusy} disabled={draft.name.trim() === ""}>
        {w.addStage}
      </Button>
      {send.fault && (
        <span className="late" role="alert">
          {send.fault}
        </span>
      )}
    </form>
  );
}
