import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { someOf } from "../../api/queries";
import type { Link, RecordRow } from "../../api/types";
import { LinksPicker } from "../../fields/LinkPicker";
import { useMe } from "../../records/useModule";
import { PersonName } from "../../ui/Face";
import { State } from "../../ui/states";
import { say, sayFault } from "../../ui/toasts";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { again, door } from "../queries";
import type { Role } from "./matrix";
import { useWords } from "./words";

/** Who has a role; each change is done at once and can be undone. */
export function Members({ role }: { role: Role }) {
  const query = useQuery(door(`roles/${role.key}/members`));
  return <Loaded query={query}>{({ members }) => <MemberList role={role} ids={members} />}</Loaded>;
}

function MemberList({ role, ids }: { role: Role; ids: string[] }) {
  const w = useWords();
  const { person_module } = useMe();
  const [picked, setPicked] = useState<Link[]>([]);
  // Names of at most 200; more are members all the same.
  const asked = { filter: { field: "id", op: "in", value: ids.slice(0, 200) } as const, fields: ["name"] };
  const people = useQuery({ ...someOf(person_module, asked, 200), enabled: ids.length > 0 });
  const put = async (members: string[]) => {
    await api("PUT", `roles/${role.key}/members`, { body: { members } });
    await Promise.all([again("roles"), again("people")]);
  };
  const change = async (members: string[], said: string) => {
    try {
      await put(members);
      say(said, () => put(ids));
      return true;
    } catch (error) {
      sayFault(error);
      return false;
    }
  };
  const add = async () => {
    const fresh = picked.flatMap((link) => (link.id && !ids.includes(link.id) ? [link.id] : []));
    if (fresh.length === 0 || (await change([...ids, ...fresh], w.membersAdded(fresh.length)))) setPicked([]);
  };
  const remove = (person: RecordRow) =>
    change(
      ids.filter((id) => id !== person.id),
      w.memberRemoved(person.name),
    );
  return (
    <Section title={w.addMembers} lead={w.addMembersHint}>
      <div className="set-adding">
        <div className="grow">
          <LinksPicker label={w.addMembers} module={person_module} value={picked} onChange={setPicked} />
        </div>
        <Button type="primary" disabled={picked.length === 0} onClick={() => void add()}>
          {w.addAll}
        </Button>
      </div>
      {ids.length === 0 ? (
        <State title={w.noMembers} />
      ) : (
        <Loaded query={people}>
          {({ records }) => (
            <ul className="set-list members">
              {records.map((person) => (
                <li key={person.id}>
                  <span className="grow">
                    <PersonName name={person.name} />
                  </span>
                  <Button
                    size="small"
                    type="text"
                    onClick={() => void remove(person)}
                    aria-label={`${w.removeMember} ${person.name}`}
                  >
                    {w.removeMember}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </Section>
  );
}
