import type { Group } from "../api/queries";
import type { Field, Module, RecordPage, RecordRow } from "../api/types";
import { isEditable } from "../fields/registry";
import { keyOf } from "./columns";
import { added, negated } from "./sums";

/** What stands in the head of a column beside its count. */
export interface Sums {
  /** The fields that are summed. */
  sums: string[];
  /** The currency of the organisation: the server sums in it. */
  currency: string;
}

/** The heads of the columns after a card went over: its count and its amounts with it. What an amount in another currency is
 * worth, the server says. */
export function movedHeads(
  groups: Group[],
  { sums, currency }: Sums,
  card: RecordRow,
  from: unknown,
  to: unknown,
): Group[] {
  const isForeign = (key: string) => (card[`${key}_currency`] ?? currency) !== currency;
  const amounts = sums.map((key) => (isForeign(key) ? "0" : String(card[key] ?? "0")));
  const known = groups.some((group) => keyOf(group.keys[0]) === keyOf(to));
  const all = known ? groups : [...groups, { keys: [to], measures: [0, ...sums.map(() => null)] }];
  return all.map((group) => {
    const key = keyOf(group.keys[0]);
    if (key === keyOf(from)) return changed(group, -1, amounts.map(negated));
    return key === keyOf(to) ? changed(group, 1, amounts) : group;
  });
}

function changed(group: Group, by: number, amounts: string[]): Group {
  const [count = 0, ...sums] = group.measures;
  const next = sums.map((sum, at) => added(String(sum ?? "0"), amounts[at] ?? "0"));
  return { ...group, measures: [Number(count) + by, ...next] };
}

export function withoutCard(page: RecordPage, id: string): RecordPage {
  const records = page.records.filter((record) => record.id !== id);
  return records.length === page.records.length ? page : { ...page, records };
}

/** The card comes to the top: there it is seen. */
export function withCard(page: RecordPage, card: RecordRow): RecordPage {
  return { ...page, records: [card, ...withoutCard(page, card.id).records] };
}

/** The cards of each column as they are now: what was changed elsewhere stands where it belongs, at the top. */
export function regrouped(
  pages: { key: string | null; records: RecordRow[] | null }[],
  field: string,
): (RecordRow[] | null)[] {
  const isAtHome = (record: RecordRow, key: string | null) => keyOf(record[field]) === key;
  const strays = pages.flatMap(({ key, records }) => (records ?? []).filter((record) => !isAtHome(record, key)));
  return pages.map(({ key, records }) => {
    if (records === null) return null;
    const home = records.filter((record) => isAtHome(record, key));
    const come = strays.filter((stray) => isAtHome(stray, key) && !home.some((record) => record.id === stray.id));
    return come.length === 0 && home.length === records.length ? records : [...come, ...home];
  });
}

/** What gives a record back what a change took: all that a person may write and that is not as it was. */
export function undoDraft(module: Module, before: RecordRow, after: RecordRow): Record<string, unknown> {
  const differs = (key: string) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const fields = module.fields.filter((field) => isEditable(field) && field.key in before && differs(field.key));
  return Object.fromEntries(fields.map((field) => [field.key, before[field.key]]));
}

/** The fields that the server wants before the card may move; none when a person cannot give them here. */
export function wanted(module: Module, board: Field, faults: { field: string }[]): Field[] {
  const keys = new Set(faults.map((fault) => fault.field.split(".")[0]));
  const fields = module.fields.filter((field) => keys.has(field.key) && field.key !== board.key && isEditable(field));
  return fields.length === keys.size ? fields : [];
}
