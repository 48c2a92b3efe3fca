import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  newVersion: "There is a new version",
  reload: "Reload",
  later: "Later",

  offline: "Offline",
  awayTitle: "The server cannot be reached",
  away: "It goes on by itself when the network is back. New records that you were writing are still on this device.",
  awayWaiting: (n) =>
    n === "1"
      ? "1 entry on this device waits to be sent; it goes out once you are signed in again."
      : `${n} entries on this device wait to be sent; they go out once you are signed in again.`,
  retry: "Try again",

  putBy: "The server cannot be reached; this is kept and sent when it can",
  sent: (n) => (n === 1 ? "1 entry sent" : `${n} entries sent`),
  title: "To be sent",
  waiting: (n) => `${n} to send`,
  refused: (n) => `${n} not sent`,
  lead: {
    offline: "The server cannot be reached. These are kept on this device and sent in their order when it can.",
    sending: "Sending…",
    waiting: "These are sent in their order by themselves.",
    refused: "The server did not take everything. Open an entry, mend it and save it again, or discard it.",
    unsure: "An entry went out long ago without an answer and may have arrived. Look before you send it again.",
  },
  sendNow: "Send now",
  empty: "Nothing waits to be sent",
  emptyLead: "What you write while the network is bad is kept here and sent when it is back.",
  create: (what) => `New ${what.toLowerCase()}`,
  change: (what) => `Change of ${what.toLowerCase()}`,
  states: { waiting: "To be sent", refused: "Not taken", unsure: "May have arrived" },
  stale: "Somebody changed this record while you were writing. Open it, compare, and save.",
  ofField: (field, message) => `${field}: ${message}`,
  content: "What was written",
  field: "Field",
  yours: "Yours",
  theirs: "As it is now",
  open: "Open",
  again: "Send again",
  discard: "Discard",
  discarded: (what) => `Discarded: ${what}`,

  leaveTitle: "Not everything has been sent",
  leaveLead: (n) =>
    n === "1"
      ? "Signing out deletes this entry from this device for good."
      : `Signing out deletes these ${n} entries from this device for good.`,
  stay: "Stay",
  leave: "Discard and sign out",
};
