import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { LinkPicker } from "../../fields/LinkPicker";
import { useLabel } from "../../i18n";
import { useDepartmentModule, useMe } from "../../records/useModule";
import { reasonOf } from "../../ui/toasts";
import { door } from "../queries";
import { SUBJECTS, type Whom } from "./sentence";
import { useWords } from "./words";

interface SubjectPickerProps {
  id: string;
  label: string;
  value: Whom;
  onChange: (whom: Whom) => void;
}

/** Whom a rule names: a department, a person, a role, a group. */
export function SubjectPicker({ id, label, value, onChange }: SubjectPickerProps) {
  const w = useWords();
  const { person_module } = useMe();
  const departments = useDepartmentModule() ?? "";
  return (
    <span className="set-whom">
      <Select
        value={value.kind}
        onChange={(kind) => onChange({ kind, link: null })}
        options={SUBJECTS.map((kind) => ({ value: kind, label: w.subjects[kind] }))}
        aria-label={w.subjectKind(label)}
      />
      {value.kind === "person" || value.kind === "department" ? (
        <LinkPicker
          key={value.kind}
          id={id}
          label={label}
          module={value.kind === "person" ? person_module : departments}
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
  const { error, isPending } = path === "roles" ? roles : groups;
  const named =
    path === "roles"
      ? roles.data?.roles.map((role) => ({ value: role.key, label: label(role) }))
      : groups.data?.groups.map((group) => ({ value: group.id, label: label(group) }));
  // What is chosen has its name before the others are there.
  const chosen = value.link?.id ? [{ value: value.link.id, label: value.link.name ?? value.link.id }] : [];
  const options = named ?? chosen;
  const nameOf = (key: string) => options.find((one) => one.value === key)?.label ?? key;
  return (
    <Select
      id={id}
      value={value.link?.id ?? undefined}
      onChange={(next) => onChange({ ...value, link: { id: next, name: nameOf(next) } })}
      options={options}
      loading={isPending}
      notFoundContent={error ? reasonOf(error) : undefined}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
}
