import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { recordOf } from "../../api/queries";
import { PersonPicker } from "../../fields/LinkPicker";
import { RangePicker } from "../../fields/pickers";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { KINDS, type LogFilter } from "./filter";
import { useWords } from "./words";

interface LogFiltersProps {
  filter: LogFilter;
  onChange: (change: LogFilter) => void;
}

/** By whom, of which kind, about which module, on which days. */
export function LogFilters({ filter, onChange }: LogFiltersProps) {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const { kind, module, since, until } = filter;
  const kinds = (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((group) => ({
    label: w.groups[group],
    title: w.groups[group],
    options: KINDS[group].map((key) => ({ value: key as string, label: w.kinds[key] ?? key })),
  }));
  return (
    <div className="set-tools log-tools">
      <Select
        value={kind ?? null}
        onChange={(next) => onChange({ kind: next ?? undefined })}
        options={kinds}
        allowClear
        placeholder={w.anyKind}
        showSearch={{ optionFilterProp: "label" }}
        aria-label={w.kind}
      />
      <ByPerson person={filter.person} onChange={onChange} />
      <Select
        value={module ?? null}
        onChange={(next) => onChange({ module: next ?? undefined })}
        options={modules.map((one) => ({ value: one.key, label: label(one) }))}
        allowClear
        placeholder={w.anyModule}
        showSearch={{ optionFilterProp: "label" }}
        aria-label={w.module}
      />
      <RangePicker
        value={[since ?? null, until ?? null]}
        onChange={([first, last]) => onChange({ since: first ?? undefined, until: last ?? undefined })}
        aria-label={w.days}
      />
    </div>
  );
}

function ByPerson({ person, onChange }: { person: string | undefined; onChange: LogFiltersProps["onChange"] }) {
  const w = useWords();
  const { person_module } = useMe();
  const { data } = useQuery({ ...recordOf(person_module, person ?? ""), enabled: person !== undefined });
  const value = person === undefined ? null : { id: person, name: data?.name ?? person };
  return (
    <PersonPicker
      label={w.person}
      placeholder={w.anyPerson}
      value={value}
      onChange={(link) => onChange({ person: link?.id ?? undefined })}
    />
  );
}
