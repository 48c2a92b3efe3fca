import type { zh } from "./i18n.zh";

export const en: typeof zh = {
  asItIs: "Take it as it is",
  leaveEmpty: "Leave it empty",
  noOption: "No such option",
  allKnown: (n) => (n === 1 ? "The value seen is an option" : `The ${n} values seen are all options`),
  meansOption: (value) => `Option for “${value}”`,
  more: "Another value",
  addValue: "Value of the file",
  add: "Add",
  by: (label) => `Field by which ${label.toLowerCase()} is found`,
  byField: (label) => `Found by ${label.toLowerCase()}`,
  byId: "Found by id",
  createMissing: "Create what is missing",
  noTargets: (label) => `You may not create records of ${label.toLowerCase()}`,
  country: "Numbers without a country code are of",
  ofCompany: "the company's country",
  days: "How days are written",
  automatic: "As they look",
  dayMonth: "Day-month-year (03-07 is 3 July)",
  monthDay: "Month-day-year (03-07 is 7 March)",
  wholeFile: "Holds for the whole file",
};
