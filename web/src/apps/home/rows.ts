import type { Leaf } from "../../platform/api/types";
import { daysLater, firstOfMonth, lastMonthSoFar, lastOfMonth, lastWeekSoFar, span, startOf } from "./period";
import { ownedBy, type Scope } from "./scope";

/** The conditions behind each figure: it is counted by them, and its rows are listed by them. */
export type Rows = Leaf[];

const open: Leaf = { field: "outcome", op: "eq", value: "open" };
const won: Leaf = { field: "outcome", op: "eq", value: "won" };
const undone: Leaf = { field: "status", op: "not_in", value: ["done", "cancelled"] };

export const wonThisMonth = (scope: Scope): Rows => [
  won,
  { field: "closed_on", op: "within", value: "this_month" },
  ...ownedBy(scope),
];

export const wonLastMonthSoFar = (scope: Scope, today: string): Rows => [
  won,
  { field: "closed_on", op: "between", value: lastMonthSoFar(today) },
  ...ownedBy(scope),
];

export const wonSince = (scope: Scope, day: string): Rows => [
  won,
  { field: "closed_on", op: "ge", value: day },
  ...ownedBy(scope),
];

export const wonInMonth = (scope: Scope, first: string): Rows => [
  won,
  { field: "closed_on", op: "between", value: [firstOfMonth(first), lastOfMonth(first)] },
  ...ownedBy(scope),
];

export const openDeals = (scope: Scope): Rows => [open, ...ownedBy(scope)];

export const closingThisMonth = (scope: Scope): Rows => [
  open,
  { field: "expected_close_on", op: "within", value: "this_month" },
  ...ownedBy(scope),
];

export const followUpsThisWeek = (scope: Scope): Rows => [
  { field: "happened_at", op: "within", value: "this_week" },
  ...ownedBy(scope),
];

export const followUpsLastWeekSoFar = (scope: Scope, today: string): Rows => [
  { field: "happened_at", op: "between", value: span(lastWeekSoFar(today)) },
  ...ownedBy(scope),
];

/** Tasks that are open and due by the end of today. */
export const tasksForToday = (scope: Scope, today: string): Rows => [
  undone,
  { field: "due_at", op: "lt", value: startOf(daysLater(today, 1)) },
  ...ownedBy(scope),
];

export const overdueTasks = (scope: Scope, today: string): Rows => [
  undone,
  { field: "due_at", op: "lt", value: startOf(today) },
  ...ownedBy(scope),
];

export const accountsToFollowUp = (scope: Scope, today: string): Rows => [
  { field: "next_follow_up_on", op: "le", value: today },
  ...ownedBy(scope),
];

/** From how many days on a deal has stood in its stage for long. */
export const LONG = 14;

/** What can be wrong with an open deal. */
export const concerns = {
  overdue: (today: string): Leaf => ({ field: "expected_close_on", op: "lt", value: today }),
  noStep: (): Leaf => ({ field: "next_step", op: "empty" }),
  stuck: (today: string): Leaf => ({ field: "stage_changed_at", op: "lt", value: startOf(daysLater(today, 1 - LONG)) }),
};

export type Concern = keyof typeof concerns;
