import { useQuery } from "@tanstack/react-query";
import type { Subject } from "../api/types";
import { Select } from "../fields/pickers";
import { useLabel, useText } from "../i18n";
import { door } from "../settings/queries";

interface ShareOthersProps {
  value: Subject[];
  onChange: (subjects: Subject[]) => void;
}

const keyOf = ({ kind, id }: Pick<Subject, "kind" | "id">) => `${kind} ${id}`;

/** Groups and roles with which a view is shared. They are few, and only administrators are told all of them. */
export function ShareOthers({ value, onChange }: ShareOthersProps) {
  const t = useText();
  const label = useLabel();
  const groups = useQuery(door("groups"));
  const roles = useQuery(door("roles"));
  const offered: Subject[] = [
    ...(groups.data?.groups ?? []).map((group) => ({ kind: "group", id: group.id, name: label(group) }) as const),
    ...(roles.data?.roles ?? []).map((role) => ({ kind: "role", id: role.key, name: label(role) }) as const),
  ];
  const kept = value.filter((one) => !offered.some((other) => keyOf(other) === keyOf(one)));
  const known = [...kept, ...offered];
  return (
    <Select
      mode="multiple"
      value={value.map(keyOf)}
      onChange={(keys: string[]) => onChange(known.filter((one) => keys.includes(keyOf(one))))}
      options={known.map((one) => ({ value: keyOf(one), label: one.name ?? one.id }))}
      showSearch={{ optionFilterProp: "label" }}
      loading={groups.isPending || roles.isPending}
      placeholder={t.field.pick}
      aria-label={t.views.others}
      style={{ width: "100%" }}
    />
  );
}
