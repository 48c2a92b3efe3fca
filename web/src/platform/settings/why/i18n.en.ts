import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  lead: "Choose a record and a person to learn whether they see and change it, and which rule decides.",
  module: "Module",
  chooseModule: "Choose a module",
  record: "Record",
  person: "Person",
  choose: "The answer stands here once module, record and person are chosen.",
  headline: {
    yes: (person, record) => `${person} sees “${record}”`,
    no: (person, record) => `${person} does not see “${record}”`,
  },
  inBin: "This record is in the recycle bin.",
  actions: { read: "see it", update: "change it", delete: "delete it", transfer: "transfer it" },
  can: (what) => `May ${what}`,
  cannot: (what) => `May not ${what}`,
  because: {
    administrator: (role) => `The role “${role}” may do everything`,
    role: (role, scope, by) => `The role “${role}” reaches “${scope}”: ${by}`,
    roleAll: (role, by) => `The role “${role}”: ${by}`,
    team: (to, level) => `A member of the record's team (${to}), ${level}`,
    rule: (rule, level) => `The sharing rule “${rule}”, ${level}`,
  },
  by: {
    all: "it holds for all records",
    owner: "the record is their own",
    subordinate: "its owner reports to them",
    department: "the record is in their department",
    department_and_below: "the record is in their department or one below it",
    module_without_owners: "records of this module have no owners",
  },
  refused: {
    no_role: (what) => `No role lets them ${what} in this module`,
    out_of_scope: (what) =>
      `Their roles let them ${what}, but this record is not within reach, and it is not shared with them`,
    recycle_bin: () => "The record is in the recycle bin",
  },
  levels: { read: "reading", write: "reading and writing", full: "everything" },
  scopes: {
    own: "Own",
    own_and_subordinates: "Own and subordinates'",
    department: "Own department",
    department_and_below: "Own department and below",
    all: "All",
  },
  fields: "Fields",
  fieldsOpen: "Every field is seen in full.",
  fieldsHidden: (n) => (n === 1 ? "1 field is hidden" : `${n} fields are hidden`),
  fieldsMasked: (n) => (n === 1 ? "1 field is masked" : `${n} fields are masked`),
  fieldsRead: (n) => (n === 1 ? "1 field is only read" : `${n} fields are only read`),
  log: "The access log of this record",
};
