import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { LinkPicker } from "../../fields/LinkPicker";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { door } from "../queries";
import type { Whom } from "./sentence";
import { useWords } from "./words";

interface SubjectPickerProps {
  id: string;
  label: string;
  value: Whom;
  onChange: (whom: Whom) => void;
}

const KINDS = ["department", "person", "role", "group"];

/** Whom a rule names: a department, a person, a role, a group. */
export function SubjectPicker({ id, label, value, onChange }: SubjectPickerProps) {
  const w = useWords();
  const me = useMe();
  const departments = me.modules.find((module) => module.directory === "department")?.key ?? "";
  return (
    <span className="set-whom">
      <Select
        value={value.kind}
        onChange={(kind) => onChange({ kind, link: null })}
        options={KINDS.map((kind) => ({ value: kind, label: w.subjects[kind] }))}
        aria-label={w.subjectKind(label)}
      />
      {value.kind === "person" || value.kind === "department" ? (
        <LinkPicker
          key={value.kind}
          id={id}
          label={label}
          module={value.kind === "person" ? me.person_module : departments}
          value={value.link}
          onChange={(link) => onChange({ ...value, link })}
        />
      ) : (
        <Named id={id} path={value.kind === "role" ? "roles" : "groups"} value={value} onChange={onChange} />
      )}
    </span>
  );
}

type NamedProps = Pick<SubjectPickerProps, "id" | "value" | "onChange"> & { path: "roles" | "groups" };

/** Roles and groups are few: all of them are offered. */
function Named({ id, path, value, onChange }: NamedProps) {
  const label = useLabel();
  const roles = useQuery({ ...door("roles"), enabled: path === "roles" });
  const groups = useQuery({ ...door("groups"), enabled: path === "groups" });
  const options =
    path === "roles"
      ? roles.data?.roles.map((role) => ({ value: role.key, label: label(role) }))
      : groups.data?.groups.map((group) => ({ value: group.id, label: label(group) }));
  const nameOf = (key: string) => options?.find((one) => one.value === key)?.label ?? key;
  return (
    <Select
      id={id}
      value={value.link?.id ?? undefined}
      onChange={(next) => onChange({ ...value, link: { id: next, name: nameOf(next) } })}
      options={options ?? []}
      loading={options === undefined}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
}
