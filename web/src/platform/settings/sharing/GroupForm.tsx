import { Drawer } from "antd";
import { useState } from "react";
import type { Answer } from "../../api/doors";
import { api } from "../../api/http";
import type { Labels, Link } from "../../api/types";
import { LinksPicker } from "../../fields/LinkPicker";
import { useMe } from "../../records/useModule";
import { say } from "../../ui/toasts";
import { DrawerFoot } from "../parts/DrawerFoot";
import { LabelRows, labelsOf } from "../parts/LabelRows";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { useWords } from "./words";

export type Group = Answer<"GET", "groups">["groups"][number];

/** Makes a group, or changes its name and members. */
export function GroupForm({ group, isOpen, onClose }: { group: Group | null; isOpen: boolean; onClose: () => void }) {
  const w = useWords();
  const me = useMe();
  const send = useSend();
  const of = (kind: string): Link[] =>
    (group?.members ?? []).filter((member) => member.kind === kind).map(({ id, name }) => ({ id, name: name ?? id }));
  const [labels, setLabels] = useState<Labels>(group?.labels ?? {});
  const [people, setPeople] = useState(of("person"));
  const [departments, setDepartments] = useState(of("department"));
  const save = async () => {
    const members = [...people, ...departments].flatMap(({ id }) => (id === null ? [] : [id]));
    const body = { label: labelsOf(labels), members };
    const done = await send.send(async () => {
      await (group ? api("PATCH", `groups/${group.id}`, { body }) : api("POST", "groups", { body }));
      await again("groups");
    });
    if (!done) return;
    say(w.groupSaved);
    onClose();
  };
  const departmentModule = me.modules.find((module) => module.directory === "department")?.key ?? "";
  const canSave = Object.keys(labelsOf(labels)).length > 0;
  return (
    <Drawer
      open={isOpen}
      title={group ? w.groupEdit : w.groupMake}
      onClose={onClose}
      footer={<DrawerFoot send={send} canSave={canSave} onCancel={onClose} onSave={() => void save()} />}
    >
      <LabelRows value={labels} onChange={setLabels} fault={send.of("label")} />
      <div className="set-row">
        <span>{w.people}</span>
        <LinksPicker label={w.people} module={me.person_module} value={people} onChange={setPeople} />
      </div>
      <div className="set-row">
        <span>{w.departments}</span>
        <LinksPicker label={w.departments} module={departmentModule} value={departments} onChange={setDepartments} />
      </div>
    </Drawer>
  );
}
