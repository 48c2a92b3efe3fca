import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../api/http";
import { useLabel, useLocale } from "../../i18n";
import { listed } from "../../i18n/format";
import { State } from "../../ui/states";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { LineActs } from "../parts/LineActs";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { door, everythingChanged } from "../queries";
import { useWords as useCommon } from "../words";
import { type Group, GroupForm } from "./GroupForm";
import { useWords } from "./words";

/** So many members are named in the list. */
const SHOWN = 6;

/** Groups of people and departments. */
export function Groups() {
  const w = useWords();
  const edited = useEdited<Group>();
  const query = useQuery(door("groups"));
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={edited.make}>
      {w.groupMake}
    </Button>
  );
  return (
    <Section lead={w.groupsLead} actions={make}>
      <Loaded query={query}>
        {({ groups }) =>
          groups.length === 0 ? (
            <State title={w.groupNone} />
          ) : (
            <ul className="set-list">
              {groups.map((group) => (
                <GroupLine key={group.id} group={group} onEdit={() => edited.edit(group)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {edited.turn > 0 && <GroupForm key={edited.turn} edited={edited} />}
    </Section>
  );
}

function GroupLine({ group, onEdit }: { group: Group; onEdit: () => void }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const ask = useAsk();
  const locale = useLocale();
  const name = label(group);
  const names = group.members.slice(0, SHOWN).flatMap((member) => member.name ?? []);
  const remove = async () => {
    try {
      await api("DELETE", `groups/${group.id}`);
      await everythingChanged();
      say(w.groupRemoved);
    } catch (error) {
      sayFault(error);
    }
  };
  const asked = { title: w.groupRemoveAsk(name), okText: common.remove, isGrave: true, onOk: remove };
  return (
    <li>
      <div className="grow">
        <b>{name}</b>
        <small>
          {w.members(group.members.length)}
          {names.length > 0 && ` · ${listed(names, locale)}`}
          {group.members.length > names.length && "…"}
        </small>
      </div>
      <LineActs name={name} onEdit={onEdit} onRemove={() => void ask(asked)} />
    </li>
  );
}
