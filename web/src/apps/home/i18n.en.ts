import type { Words } from "./i18n.zh";

const deals = (n: string) => `${n} ${n === "1" ? "deal" : "deals"}`;
const days = (n: number) => `${n} ${n === 1 ? "day" : "days"}`;

export const en: Words = {
  greetings: {
    night: (name) => `Still up, ${name}?`,
    morning: (name) => `Good morning, ${name}`,
    noon: (name) => `Hello, ${name}`,
    afternoon: (name) => `Good afternoon, ${name}`,
    evening: (name) => `Good evening, ${name}`,
  },
  scope: "Whose figures",
  scopes: { mine: "Mine", team: "Team", all: "All" },
  figures: "Figures of this month",
  define: (what) => `What “${what}” means`,
  of: { mine: "you own", team: "you and your people own", all: "you can see" },
  deals,
  dealsAndWeighted: (n, amount) => `${deals(n)} · weighted ${amount}`,
  times: (n) => n,
  versusMonth: (change) => `${change} on last month to date`,
  versusWeek: (n) => `${n} last week to date`,
  noBefore: "none last month to date",
  won: {
    label: "Won this month",
    help: (of, n) =>
      `Amount with tax of the deals that ${of}, are won and were closed this month: ${deals(n)}. Compared with last month up to the same day.`,
  },
  open: {
    label: "Open pipeline",
    help: (of, n) =>
      `Amount with tax of the deals that ${of} and are open: ${deals(n)}. Weighted is amount times probability.`,
  },
  closing: {
    label: "Closing this month",
    help: (of, n) => `Amount with tax of the open deals that ${of} and are expected to close this month: ${deals(n)}.`,
  },
  followUps: {
    label: "Follow-ups this week",
    help: (of, n) =>
      `Activities that ${of} and that happened this week: ${n}. Compared with last week up to the same weekday.`,
  },
  all: (n) => `All ${n}`,
  tasks: {
    title: "Tasks for today",
    none: "Nothing is due today",
    noneLead: "A good moment to look at the accounts to follow up.",
    add: "New task",
    complete: (name) => `Complete “${name}”`,
    done: (name) => `Completed “${name}”`,
    overdue: (n) => `${days(n)} overdue`,
    today: (time) => `Today ${time}`,
  },
  accounts: {
    title: "Accounts to follow up",
    none: "No account is due",
    noneLead: "Give an account its next follow-up date, and it is shown here on the day.",
    today: "Today",
    overdue: (n) => `${days(n)} past`,
    last: (when) => `last ${when}`,
    never: "never followed up",
    write: "Follow up",
    writeFor: (name) => `Write a follow-up of “${name}”`,
  },
  attention: {
    title: "Deals to look at",
    none: "No deal needs a special look",
    noneLead: "All are within their dates, have a next step, and move.",
    overdue: (n) => `${days(n)} past the expected close`,
    noStep: "No next step",
    stuck: (n) => `${days(n)} in this stage`,
    counts: {
      overdue: (n) => `Past close ${n}`,
      noStep: (n) => `No next step ${n}`,
      stuck: (n) => `14 days in stage ${n}`,
    },
    remind: "Remind",
    remindFor: (name) => `Remind the owner of “${name}”`,
    reminder: (name) => `Please update the deal “${name}”`,
  },
  team: {
    title: "The team",
    lead: "By owner, this month and this week",
    person: "Person",
    won: "Won this month",
    open: "Open pipeline",
    followUps: "Follow-ups",
    tasks: "Overdue tasks",
    none: "Nothing from the team yet",
    showAll: (n) => `Show all ${n} people`,
    showLess: "Show less",
    sortBy: (what) => `Sort by ${what}`,
  },
  trend: {
    title: "Won by month",
    lead: "The last 12 months, by closing date",
    none: "Nothing was won in the last 12 months",
    month: (month, amount, n) => `${month}: ${amount}, ${deals(n)}`,
  },
  stages: {
    title: "Open pipeline by stage",
    lead: "Amount",
    none: "No open deals",
  },
  welcome: {
    title: "Welcome to Heyi",
    lead: "Go to your work through the navigation, or search with Ctrl K.",
  },
};
