import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { moduleOf } from "../../api/queries";
import type { Link, RecordRow } from "../../api/types";
import { LinksPicker } from "../../fields/LinkPicker";
import { textOf } from "../../fields/registry";
import { useLocale } from "../../i18n";
import { useMe } from "../../records/useModule";
import { PersonName } from "../../ui/Face";
import { State } from "../../ui/states";
import { say } from "../../ui/toasts";
import { Find } from "../parts/Find";
import { Records, useRecords } from "../parts/Records";
import { Section } from "../parts/Section";
import { useResting } from "../parts/useResting";
import { useSend } from "../parts/useSend";
import { departmentField } from "../people/directory";
import { everythingChanged } from "../queries";
import type { Role } from "./matrix";
import { changeMembers, membersAsked, withMembers, withoutMembers } from "./members";
import { useWords } from "./words";

/** Who has a role; each change is done at once and can be undone. */
export function Members({ role }: { role: Role }) {
  const w = useWords();
  const locale = useLocale();
  const { person_module } = useMe();
  const send = useSend();
  const [picked, setPicked] = useState<Link[]>([]);
  const [text, setText] = useState("");
  const q = useResting(text);
  const { data: people } = useQuery(moduleOf(person_module));
  const place = people && departmentField(people);
  const query = useRecords(["roles", role.key, "members", q, place?.key ?? ""], person_module, () =>
    membersAsked(role.key, q, place?.key),
  );
  const put = async (change: (members: string[]) => string[]) => {
    await changeMembers(role.key, change);
    await everythingChanged();
  };
  const add = async () => {
    const ids = picked.flatMap(({ id }) => (id === null ? [] : [id]));
    if (!(await send.send(() => put((members) => withMembers(members, ids))))) return;
    setPicked([]);
    say(w.membersAdded(ids.length), () => put((members) => withoutMembers(members, ids)));
  };
  const remove = async ({ id, name }: RecordRow) => {
    if (!(await send.send(() => put((members) => withoutMembers(members, [id]))))) return;
    say(w.memberRemoved(name), () => put((members) => withMembers(members, [id])));
  };
  return (
    <>
      <Section title={w.addMembers} lead={w.addMembersHint}>
        <div className="set-adding">
          <div className="grow">
            <LinksPicker label={w.addMembers} module={person_module} value={picked} onChange={setPicked} />
          </div>
          <Button type="primary" disabled={picked.length === 0} loading={send.isBusy} onClick={() => void add()}>
            {w.addAll}
          </Button>
        </div>
        {send.fault && (
          <p className="late" role="alert">
            {send.fault}
          </p>
        )}
      </Section>
      <Section title={w.members} actions={<Find label={w.findMember} value={text} onChange={setText} />}>
        <Records
          query={query}
          counted={w.membersOf}
          empty={q === "" ? <State title={w.noMembers} /> : <State title={w.noSuchMember} />}
        >
          {(members) => (
            <ul className="set-list members">
              {members.map((person) => (
                <li key={person.id}>
                  <span className="grow">
                    <PersonName name={person.name} />
                    <small>{place && textOf(place, person[place.key], locale)}</small>
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
        </Records>
      </Section>
    </>
  );
}
