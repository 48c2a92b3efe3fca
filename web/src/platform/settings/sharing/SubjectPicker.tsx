import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { Labels } from "../../api/types";
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

interface Named {
  id?: string;
  key?: string;
  label: string;
  labels: Labels;
}

/** Roles and groups are few: all of them are offered. */
function Named({
  id,
  path,
  value,
  onChange,
}: Pick<SubjectPickerProps, "id" | "value" | "onChange"> & { path: "roles" | "groups" }) {
  const label = useLabel();
  const { data, isPending } = useQuery(door<Partial<Record<string, Named[]>>>(path));
  const options = (data?.[path] ?? []).map((one) => ({ value: one.id ?? one.key ?? "", label: label(one) }));
  return (
    <Select
      id={id}
      value={value.link?.id ?? undefined}
      onChange={(next) =>
        onChange({ ...value, link: { id: next, name: options.find((one) => one.value === next)?.label ?? next } })
      }
      options={options}
      loading={isPending}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
}
