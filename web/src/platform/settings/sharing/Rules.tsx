import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { api } from "../../api/http";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { State } from "../../ui/states";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { LineActs } from "../parts/LineActs";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { toneOf } from "../parts/tone";
import { useEdited } from "../parts/useEdited";
import { door, everythingChanged } from "../queries";
import { useChosen } from "../useSettings";
import { RuleForm } from "./RuleForm";
import type { SharingRule } from "./sentence";
import { useSaid } from "./useSaid";
import { useWords } from "./words";

/** The sharing rules as sentences. */
export function Rules() {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const [{ module }, choose] = useChosen();
  const edited = useEdited<SharingRule>();
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
      <Button type="primary" icon={<PlusOutlined />} onClick={edited.make}>
        {w.make}
      </Button>
    </div>
  );
  const all = <Button onClick={() => choose({ module: undefined }, true)}>{w.anyModule}</Button>;
  return (
    <Section lead={w.lead} actions={actions}>
      <Loaded query={query}>
        {({ sharing_rules }) => {
          const shown = sharing_rules.filter((rule) => module === undefined || rule.module === module);
          if (sharing_rules.length === 0) return <State title={w.none}>{w.noneLead}</State>;
          if (shown.length === 0) return <State title={w.noneHere} actions={all} />;
          return (
            <ul className="set-list">
              {shown.map((rule) => (
                <RuleLine key={rule.id} rule={rule} onEdit={() => edited.edit(rule)} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {edited.turn > 0 && <RuleForm key={edited.turn} edited={edited} start={module} />}
    </Section>
  );
}

function RuleLine({ rule, onEdit }: { rule: SharingRule; onEdit: () => void }) {
  const w = useWords();
  const label = useLabel();
  const ask = useAsk();
  const sentence = useSaid(rule);
  const name = label(rule);
  const remove = async () => {
    try {
      await api("DELETE", `sharing-rules/${rule.id}`);
      await everythingChanged();
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
        {name !== sentence && <small>{name}</small>}
      </div>
      <span className={`set-state ${toneOf(rule.state)}`}>{w.states[rule.state] ?? rule.state}</span>
      <LineActs name={name} onEdit={onEdit} onRemove={() => void ask(asked)} />
    </li>
  );
}
