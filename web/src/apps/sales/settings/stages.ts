import type { Link, RecordRow } from "../../../platform/api/types";

export const PIPELINES = "pipelines";
export const STAGES = "stages";

/** A stage as far as the settings show it. */
export interface Stage extends RecordRow {
  order: number;
  type: string;
  probability: string | null;
  pipeline: Link;
}

export interface Pipeline extends RecordRow {
  is_default: boolean;
  is_active: boolean;
  order: number | null;
}

/** The stages of a pipeline in their order. */
export function stagesOf(stages: Stage[], pipeline: string): Stage[] {
  return stages
    .filter((stage) => stage.pipeline.id === pipeline)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

const STEP = 10;

/** What is to be written so that the stages stand as they are listed: only those whose number differs. */
export function renumbered(stages: Pick<Stage, "id" | "order">[]): { id: string; order: number }[] {
  return stages.flatMap(({ id, order }, at) => (order === (at + 1) * STEP ? [] : [{ id, order: (at + 1) * STEP }]));
}

/** The number of a stage that comes behind the open ones, so that won and lost stay last. */
export function nextOrder(stages: Pick<Stage, "order" | "type">[]): number {
  const open = stages.filter((stage) => stage.type === "open");
  const last = open.at(-1) ?? stages.at(-1);
  return last ? last.order + STEP / 2 : STEP;
}

/** A closed stage is certain: the server says how much. */
export function isClosed(stage: Pick<Stage, "type">): boolean {
  return stage.type !== "open";
}
