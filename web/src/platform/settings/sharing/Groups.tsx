import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { useLabel } from "../../i18n";
import { State } from "../../ui/states";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { again, door } from "../queries";
import { useWords as useCommon } from "../words";
import { type Group, GroupForm } from "./GroupForm";
import { useWords } from "./words";

/** Groups of people and departments. */
export function Groups() {
  const w = useWords();
  const [edited, setEdited] = useState<Group | "new" | null>(null);
  const query = useQuery(door("groups"));
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
      {w.groupMake}
    </Button>
  );
  return (
    <Section lead={w.groupsLead} actions={make}>
      <Loaded query={query}>
        {({ groups }) =>
          groups.length === 0 ? (
            <State title={w.groupNone}>{w.groupsLead}</State>
          ) : (
            <ul className="set-list">
              {groups.map((group) => (
                <GroupLine key={group.id} group={group} onEdit={() => setEdited(group)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <GroupForm
        key={edited === null ? "none" : edited === "new" ? "new" : edited.id}
        group={edited === "new" || edited === null ? null : edited}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      />
    </Section>
  );
}

function GroupLine({ group, onEdit }: { group: Group; onEdit: () => void }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const ask = useAsk();
  const name = label(group);
  const remove = async () => {
    try {
      await api("DELETE", `groups/${group.id}`);
      await again("groups");
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
          {w.members(group.members.length)} ·{" "}
          {group.members
            .slice(0, 6)
            .map((member) => member.name)
            .join("、")}
        </small>
      </div>
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
