import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type UIEvent, useState } from "react";
import { moduleOf, someOf } from "../api/queries";
import type { Field, Filter, Total } from "../api/types";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { linkOf } from "./kind";
import { Select } from "./pickers";

interface PickerProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  many?: boolean;
  id?: string | undefined;
  inCell?: boolean | undefined;
  onDone?: (() => void) | undefined;
  invalid?: boolean | undefined;
  placeholder?: string | undefined;
}

/** So many are offered at first, and with each time that their end is seen; those beyond the last are found by typing. */
const STEPS = [20, 60, 200];
/** Pixels above the end of the list at which more are asked for. */
const NEAR = 120;

/** Chooses among the records of a module by what is typed: name, pinyin, number. Its value is a link, with its name. */
export function Picker({ field, value, onChange, many, id, inCell, onDone, invalid, placeholder }: PickerProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(inCell === true);
  const [step, setStep] = useState(0);
  const target = field.target ?? "";
  const module = useQuery({ ...moduleOf(target), enabled: target !== "" && open });
  const nameField = module.data?.name_field ?? "name";
  const active: Filter | undefined = module.data?.fields.some((f) => f.key === "is_active")
    ? { field: "is_active", op: "eq", value: true }
    : undefined;
  const asked = { q: typed || undefined, fields: [nameField], filter: active };
  const most = STEPS[step] ?? 0;
  const found = useQuery({
    ...someOf(target, asked, most),
    enabled: target !== "" && open && module.isSuccess,
    placeholderData: keepPreviousData,
  });
  const total = found.data?.total?.value ?? 0;
  const search = (text: string) => {
    setTyped(text);
    setStep(0);
  };
  const more = ({ currentTarget: list }: UIEvent<HTMLElement>) => {
    const isAtEnd = list.scrollTop + list.clientHeight > list.scrollHeight - NEAR;
    if (isAtEnd && !found.isFetching && total > most) setStep(Math.min(step + 1, STEPS.length - 1));
  };
  const chosen = (Array.isArray(value) ? value : [value]).map(linkOf).filter((link) => link?.id != null);
  const known = new Map<string, string>();
  for (const record of found.data?.records ?? []) known.set(record.id, record.name);
  for (const link of chosen) if (link?.id && !known.has(link.id)) known.set(link.id, link.name ?? link.id);
  const offered = (found.data?.records ?? []).map((record) => ({ value: record.id, label: record.name }));
  const kept = chosen.filter((link) => !offered.some((option) => option.value === link?.id));
  const options = [...kept.map((link) => ({ value: String(link?.id), label: link?.name ?? "" })), ...offered];
  const asLink = (picked: string) => ({ id: picked, name: known.get(picked) ?? null });
  return (
    <Select
      id={id ?? ""}
      {...(many ? { mode: "multiple" as const } : {})}
      value={(many ? chosen.map((link) => link?.id) : (chosen[0]?.id ?? undefined)) as never}
      showSearch={{ filterOption: false, onSearch: search }}
      onPopupScroll={more}
      popupRender={(list) => (
        <>
          {list}
          {found.data && <Offered shown={offered.length} total={found.data.total} />}
        </>
      )}
      onChange={(next: unknown) => {
        if (Array.isArray(next)) onChange(next.map((picked) => asLink(String(picked))));
        else onChange(next === undefined || next === null ? null : asLink(String(next)));
        if (inCell && !many) onDone?.();
      }}
      onOpenChange={setOpen}
      options={options}
      allowClear={!field.required}
      loading={found.isFetching}
      placeholder={placeholder ?? t.field.searchPick}
      notFoundContent={found.isFetching ? t.state.loading : t.field.noMatch}
      variant={inCell ? "borderless" : "outlined"}
      status={invalid ? "error" : ""}
      autoFocus={inCell === true}
      defaultOpen={inCell === true}
      aria-label={inCell || id === undefined ? field.label : undefined}
      style={{ width: "100%" }}
    />
  );
}

/** How many there are to choose from, where not all of them are offered. */
function Offered({ shown, total }: { shown: number; total: Total | null | undefined }) {
  const t = useText();
  const locale = useLocale();
  if (!total || (total.exact && total.value <= shown)) return null;
  const inAll = (total.exact ? t.list.total : t.list.totalMore)(integer(total.value, locale));
  return <p className="picker-more">{t.field.offered(integer(shown, locale), inAll)}</p>;
}
