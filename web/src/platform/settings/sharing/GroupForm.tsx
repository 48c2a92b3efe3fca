import { useState } from "react";
import type { Answer } from "../../api/doors";
import { api } from "../../api/http";
import type { Labels, Link } from "../../api/types";
import { LinksPicker } from "../../fields/LinkPicker";
import { useDepartmentModule, useMe } from "../../records/useModule";
import { say } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { LabelRows } from "../parts/LabelRows";
import { isNamed, labelsOf } from "../parts/labels";
import { Row } from "../parts/Section";
import type { Edited } from "../parts/useEdited";
import { useSend } from "../parts/useSend";
import { everythingChanged } from "../queries";
import { useWords } from "./words";

export type Group = Answer<"GET", "groups">["groups"][number];

/** Makes a group, or changes its name and members. */
export function GroupForm({ edited }: { edited: Edited<Group> }) {
  const w = useWords();
  const { person_module } = useMe();
  const departments = useDepartmentModule() ?? "";
  const send = useSend();
  const group = edited.one;
  const of = (kind: string): Link[] =>
    (group?.members ?? []).filter((member) => member.kind === kind).map(({ id, name }) => ({ id, name: name ?? id }));
  const [start] = useState(() => ({
    labels: group?.labels ?? ({} as Labels),
    people: of("person"),
    departments: of("department"),
  }));
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<typeof start>) => setDraft({ ...draft, ...change });
  const save = async () => {
    const members = [...draft.people, ...draft.departments].flatMap(({ id }) => (id === null ? [] : [id]));
    const body = { label: labelsOf(draft.labels), members };
    const done = await send.send(async () => {
      await (group ? api("PATCH", `groups/${group.id}`, { body }) : api("POST", "groups", { body }));
      await everythingChanged();
    });
    if (!done) return;
    say(w.groupSaved);
    edited.close();
  };
  return (
    <FormDrawer
      isOpen={edited.isOpen}
      title={group ? w.groupEdit : w.groupMake}
      isChanged={JSON.stringify(draft) !== JSON.stringify(start)}
      isComplete={isNamed(draft.labels)}
      send={send}
      onSave={save}
      onClose={edited.close}
    >
      <LabelRows value={draft.labels} onChange={(labels) => set({ labels })} fault={send.of("label")} />
      <Row label={w.people} fault={send.of("members")}>
        {(id) => (
          <LinksPicker
            id={id}
            label={w.people}
            module={person_module}
            value={draft.people}
            onChange={(people) => set({ people })}
          />
        )}
      </Row>
      <Row label={w.departments}>
        {(id) => (
          <LinksPicker
            id={id}
            label={w.departments}
            module={departments}
            value={draft.departments}
            onChange={(next) => set({ departments: next })}
          />
        )}
      </Row>
    </FormDrawer>
  );
}
