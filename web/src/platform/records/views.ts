import type { Schema } from "../api/doors";
import { queryClient } from "../api/queries";
import type { Link, Subject, View } from "../api/types";
import { toFilter } from "../filter/filter";
import type { List } from "./useList";

/** What an address calls a view. */
export function viewKey(view: View): string {
  return view.id ?? view.key;
}

/** Do others see the view, too? */
export function isShared({ kind, shared_with }: View): boolean {
  return kind === "shared" || (shared_with?.length ?? 0) > 0;
}

/** A list as a view keeps it. */
export function viewBody({
  parts,
  sort,
  keys,
  widths,
  pinned,
}: Pick<List, "parts" | "sort" | "keys" | "widths" | "pinned">) {
  return {
    // Null takes away what the view said before.
    filter: toFilter(parts) ?? null,
    sort: sort ?? "",
    columns: keys,
    // A width of a column that is not shown is nobody's wish.
    widths: Object.fromEntries(Object.entries(widths).filter(([key]) => keys.includes(key))),
    pinned,
  };
}

/** The views of a module are asked for anew, with all that its metadata say. */
export async function reloadViews(module: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["module", module] });
}

/** With whom a view is to be shared. */
export interface Sharing {
  people: Link[];
  departments: Link[];
  /** Groups and roles; they are kept as they are where one may not know all of them. */
  others: Subject[];
  /** With everybody; only administrators say so. */
  everybody: boolean;
}

export function sharingOf(view: View | undefined): Sharing {
  const subjects = view?.shared_with ?? [];
  const of = (kind: string) =>
    subjects.filter((one) => one.kind === kind).map(({ id, name }) => ({ id, name: name ?? null }));
  return {
    people: of("person"),
    departments: of("department"),
    others: subjects.filter(({ kind }) => kind === "group" || kind === "role"),
    everybody: view?.kind === "shared",
  };
}

/** The same as the server reads it. Only an administrator names `shared`. */
export function sharingBody({ people, departments, others, everybody }: Sharing, isAdmin: boolean) {
  const idsOf = (links: Link[]) => links.flatMap(({ id }) => (id === null ? [] : [id]));
  const shared_with: Schema["Subject"][] = [
    ...idsOf(people).map((person) => ({ person })),
    ...idsOf(departments).map((department) => ({ department })),
    ...others.map(({ kind, id }) => (kind === "role" ? { role: id } : { group: id })),
  ];
  return isAdmin ? { shared_with: everybody ? [] : shared_with, shared: everybody } : { shared_with };
}
