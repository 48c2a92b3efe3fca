import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { moduleOf, someOf } from "../../../platform/api/queries";
import type { Module } from "../../../platform/api/types";
import { refresh } from "../../../platform/api/writes";
import { useForms } from "../../../platform/records/forms";
import { Loaded } from "../../../platform/settings/parts/Loaded";
import { Section } from "../../../platform/settings/parts/Section";
import { State } from "../../../platform/ui/states";
import { NewStage } from "./NewStage";
import { StageList } from "./StageList";
import { PIPELINES, type Pipeline, STAGES, type Stage, stagesOf } from "./stages";
import { useWords } from "./words";
import "./pipelines.css";

/** The pipelines with their stages in order. */
export default function PipelinesPage() {
  const w = useWords();
  const openForm = useForms((forms) => forms.open);
  const module = useQuery(moduleOf(STAGES));
  const pipelines = useQuery(someOf(PIPELINES, { sort: "name" }, 100));
  const stages = useQuery(someOf(STAGES, { sort: "order" }, 200));
  const add = () => openForm({ module: PIPELINES, onSaved: () => refresh(PIPELINES) });
  const button = (
    <Button icon={<PlusOutlined />} onClick={add}>
      {w.add}
    </Button>
  );
  return (
    <>
      <div className="pipe-head">
        <p className="dim grow">{w.lead}</p>
        {button}
      </div>
      <Loaded query={module}>
        {(metadata) => (
          <Loaded query={pipelines}>
            {({ records }) => (
              <Loaded query={stages}>
                {(found) =>
                  records.length === 0 ? (
                    <State title={w.noPipelines} actions={button} />
                  ) : (
                    (records as Pipeline[]).map((pipeline) => (
                      <OnePipeline
                        key={pipeline.id}
                        pipeline={pipeline}
                        stages={stagesOf(found.records as Stage[], pipeline.id)}
                        module={metadata}
                      />
                    ))
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function OnePipeline({ pipeline, stages, module }: { pipeline: Pipeline; stages: Stage[]; module: Module }) {
  const w = useWords();
  const openForm = useForms((forms) => forms.open);
  const edit = () => openForm({ module: PIPELINES, record: pipeline, onSaved: () => refresh(PIPELINES) });
  const lead = (
    <>
      {pipeline.is_default && <span className="chip">{w.isDefault}</span>}
      {!pipeline.is_active && <span className="chip">{w.off}</span>}
    </>
  );
  const actions = <Button onClick={edit}>{w.edit}</Button>;
  return (
    <Section title={pipeline.name} lead={lead} actions={actions}>
      {stages.length === 0 ? <p className="dim">{w.none}</p> : <StageList stages={stages} module={module} />}
      <NewStage pipeline={pipeline} stages={stages} module={module} />
    </Section>
  );
}
