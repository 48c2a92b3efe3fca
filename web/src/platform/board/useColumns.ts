import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { moduleOf, someOf } from "../api/queries";
import type { Field, Module, RecordRow } from "../api/types";
import { linkOf } from "../fields/kind";
import { useLocale } from "../i18n";
import { type BoardColumn, columnFields, optionColumns, recordColumns } from "./columns";
import { useFolds } from "./useFolds";

const MOST = 200;

export interface Sets {
  all: { id: string; name: string }[];
  chosen: string;
  choose: (id: string) => void;
}

export interface Columns {
  columns: BoardColumn[] | null;
  /** Where the columns come in several sets: which, and the one that is shown. */
  sets: Sets | null;
  error: unknown;
}

/** The columns of a board: the options of its field, or the records to which the field links, one set of them at a time. */
export function useColumns(module: Module, field: Field): Columns {
  const locale = useLocale();
  const board = `${module.key}/${field.key}`;
  const kept = useFolds((folds) => folds.sets[board]);
  const choose = useFolds((folds) => folds.choose);
  const isLink = field.type === "lookup";
  const target = field.target ?? "";
  const targetModule = useQuery({ ...moduleOf(target), enabled: isLink });
  const rows = useQuery({ ...someOf(target, {}, MOST), enabled: isLink });
  const of = useMemo(() => targetModule.data && columnFields(targetModule.data), [targetModule.data]);
  const records = rows.data?.records ?? NONE;
  const all = useMemo(() => setsOf(records, of?.set), [records, of]);
  const owners = useQuery({ ...someOf(of?.set?.target ?? "", {}, MOST), enabled: all.length > 1 });
  const usual = owners.data?.records.find((record) => record.is_default === true)?.id;
  const chosen = all.find((one) => one.id === kept)?.id ?? usual ?? all[0]?.id ?? "";
  // The same columns are the same objects: their cards are drawn anew only when something about them is new.
  const columns = useMemo(() => {
    if (!isLink) return optionColumns(module, field, locale);
    if (of === undefined || records === NONE) return null;
    const set = all.length > 1 ? of.set : undefined;
    return recordColumns(set ? records.filter((record) => linkOf(record[set.key])?.id === chosen) : records, of);
  }, [module, field, locale, isLink, of, records, all, chosen]);
  const usualFirst = [...all].sort((a, b) => Number(b.id === usual) - Number(a.id === usual));
  const sets = all.length > 1 ? { all: usualFirst, chosen, choose: (id: string) => choose(board, id) } : null;
  return { columns, sets, error: isLink ? (targetModule.error ?? rows.error) : null };
}

const NONE: RecordRow[] = [];

function setsOf(records: RecordRow[], set: Field | undefined): { id: string; name: string }[] {
  const found = new Map<string, string>();
  for (const record of records) {
    const link = set ? linkOf(record[set.key]) : null;
    if (link?.id) found.set(link.id, link.name ?? link.id);
  }
  return [...found].map(([id, name]) => ({ id, name }));
}
