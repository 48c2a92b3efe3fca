import type { Answer, Schema } from "../../api/doors";

/** What a role may do with a module; what is left out it may not. */
export type Access = Schema["Access"];
export type RoleScope = NonNullable<Access["read"]>;
export type FieldAccess = NonNullable<Access["fields"]>[string];

export const SCOPES: readonly RoleScope[] = [
  "own",
  "own_and_subordinates",
  "department",
  "department_and_below",
  "all",
];
/** Actions that reach some records, by a scope. */
const SCOPED = ["read", "update", "delete", "transfer"] as const;
/** All of them in the order of the table. */
export const ACTIONS = ["read", "create", "update", "delete", "transfer", "export", "import", "bulk"] as const;

type ScopedAction = (typeof SCOPED)[number];
export type Action = (typeof ACTIONS)[number];

export type Matrix = Record<string, Access>;

export type Role = Answer<"GET", "roles">["roles"][number];

export function isScoped(action: Action): action is ScopedAction {
  return (SCOPED as readonly Action[]).includes(action);
}

/** The value of a cell: a scope, whether it is allowed, or null. */
export function cell(matrix: Matrix, module: string, action: Action): RoleScope | boolean | null {
  const access = matrix[module];
  if (!access) return isScoped(action) ? null : false;
  return isScoped(action) ? (access[action] ?? null) : (access[action] ?? false);
}

/** Sets a cell. Nothing is done with records that are not read: taking the reading away takes the rest, and what is given brings it. */
export function setCell(matrix: Matrix, module: string, action: Action, value: RoleScope | boolean | null): Matrix {
  const before = matrix[module] ?? {};
  if (action === "read" && value === null) {
    const { fields, reveal } = before;
    return put(matrix, module, { ...(fields ? { fields } : {}), ...(reveal ? { reveal } : {}) });
  }
  const access: Access = { ...before, [action]: value };
  const isGiven = value !== null && value !== false;
  // Who only makes records need not see others': a door for hand-ins.
  if (isGiven && action !== "create" && !access.read) access.read = isScoped(action) ? (value as RoleScope) : "own";
  return put(matrix, module, access);
}

/** Sets a column for several modules. */
export function setColumn(
  matrix: Matrix,
  modules: string[],
  action: Action,
  value: RoleScope | boolean | null,
): Matrix {
  return modules.reduce((now, module) => setCell(now, module, action, value), matrix);
}

/** Restricts a field, or with null leaves it to its module. Only a masked field is revealed. */
export function setField(matrix: Matrix, module: string, field: string, value: FieldAccess | null): Matrix {
  const access = matrix[module] ?? {};
  const { [field]: _, ...rest } = access.fields ?? {};
  const fields = value === null ? rest : { ...rest, [field]: value };
  const reveal = (access.reveal ?? []).filter((key) => key !== field || value === "masked");
  return put(matrix, module, { ...access, fields, reveal });
}

export function setReveal(matrix: Matrix, module: string, field: string, canReveal: boolean): Matrix {
  const access = matrix[module] ?? {};
  const rest = (access.reveal ?? []).filter((key) => key !== field);
  return put(matrix, module, { ...access, reveal: canReveal ? [...rest, field] : rest });
}

function put(matrix: Matrix, module: string, access: Access): Matrix {
  return { ...matrix, [module]: access };
}

/** How many fields a role restricts in a module. */
export function restricted(matrix: Matrix, module: string): number {
  return Object.keys(matrix[module]?.fields ?? {}).length;
}

/** The same matrix, without what says nothing: two that allow the same are alike. */
export function tidy(matrix: Matrix): Matrix {
  const tidied = Object.entries(matrix).map(([module, access]): [string, Access] => {
    const entries = Object.entries(access).filter(([key, value]) => {
      if (key === "reveal") return (value as string[]).length > 0;
      if (key === "fields") return Object.keys(value as object).length > 0;
      return value !== null && value !== false && value !== undefined;
    });
    const sorted = entries.map(([key, value]) => [
      key,
      key === "fields"
        ? byKey(value as Record<string, FieldAccess>)
        : key === "reveal"
          ? [...(value as string[])].sort()
          : value,
    ]);
    return [module, byKey(Object.fromEntries(sorted)) as Access];
  });
  // A module without rights differs from one that is not named only where `*` gives some.
  const hasRest = tidied.some(([module, access]) => module === "*" && Object.keys(access).length > 0);
  return byKey(Object.fromEntries(tidied.filter(([, access]) => hasRest || Object.keys(access).length > 0)));
}

function byKey<T>(of: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function isSame(one: Matrix, other: Matrix): boolean {
  return JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
}
