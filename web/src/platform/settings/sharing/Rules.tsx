import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { State } from "../../ui/states";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { toneOf } from "../parts/tone";
import { useModuleName } from "../parts/useModuleName";
import { again, door } from "../queries";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { RuleForm } from "./RuleForm";
import { type SharingRule, sayRule } from "./sentence";
import { useConditions } from "./useConditions";
import { useWords } from "./words";

/** The sharing rules as sentences. */
export function Rules() {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const [{ module }, choose] = useChosen();
  const [edited, setEdited] = useState<SharingRule | "new" | null>(null);
  const query = useQuery({
    ...door("sharing-rules"),
    refetchInterval: ({ state }) =>
      state.data?.sharing_rules.some((rule) => rule.state === "filling") ? 2_000 : false,
  });
  const options = modules.filter((one) => one.owned).map((one) => ({ value: one.key, label: label(one) }));
  const actions = (
    <div className="set-tools">
      <Select
        value={module ?? ""}
        onChange={(next) => choose({ module: next === "" ? undefined : next }, true)}
        options={[{ value: "", label: w.anyModule }, ...options]}
        aria-label={w.module}
        style={{ minWidth: 120 }}
      />
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
        {w.make}
      </Button>
    </div>
  );
  return (
    <Section lead={w.lead} actions={actions}>
      <Loaded query={query}>
        {({ sharing_rules }) => {
          const shown = sharing_rules.filter((rule) => module === undefined || rule.module === module);
          if (shown.length === 0) return <State title={w.none}>{w.noneLead}</State>;
          return (
            <ul className="set-list">
              {shown.map((rule) => (
                <RuleLine key={rule.id} rule={rule} onEdit={() => setEdited(rule)} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <RuleForm
        key={edited === null ? "none" : edited === "new" ? "new" : edited.id}
        rule={edited === "new" || edited === null ? null : edited}
        isOpen={edited !== null}
        start={module}
        onClose={() => setEdited(null)}
      />
    </Section>
  );
}

function RuleLine({ rule, onEdit }: { rule: SharingRule; onEdit: () => void }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const ask = useAsk();
  const nameOf = useModuleName();
  const sentence = sayRule(
    rule,
    nameOf(rule.module),
    useConditions(rule.kind === "criteria" ? rule.module : undefined, rule.filter),
    w,
  );
  const name = label(rule);
  const remove = async () => {
    try {
      await api("DELETE", `sharing-rules/${rule.id}`);
      await again("sharing-rules");
      say(w.removed);
    } catch (error) {
      sayFault(error);
    }
  };
  const asked = { title: w.removeAsk(name), content: w.removeLead, okText: w.remove, isGrave: true, onOk: remove };
  return (
    <li>
      <div className="grow">
        <b>{sentence}</b>
        <small>{name}</small>
      </div>
      <span className={`set-state ${toneOf(rule.state)}`}>{w.states[rule.state] ?? rule.state}</span>
      <span className="acts">
        <Button size="small" type="text" onClick={onEdit} aria-label={`${common.edit} ${name}`}>
          {common.edit}
        </Button>
        <Button size="small" type="text" danger onClick={() => void ask(asked)} aria-label={`${common.remove} ${name}`}>
          {common.remove}
        </Button>
      </span>
    </li>
  );
}
