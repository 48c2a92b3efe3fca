import type { Field, Me, Module, ModuleSummary } from "../../api/types";

/** The modules that hold the organisation's people and departments. */
export interface Directory {
  people: ModuleSummary;
  departments: ModuleSummary;
}

export function directoryOf(me: Me): Directory | null {
  const people = me.modules.find((module) => module.directory === "person");
  const departments = me.modules.find((module) => module.directory === "department");
  return people && departments ? { people, departments } : null;
}

/** The field of a person that names the department. */
export function departmentField(people: Module): Field | undefined {
  return people.fields.find((field) => field.type === "department" && !field.system);
}

/** What is shown of a person beside the name: the first link that is neither department nor manager, and the manager. */
export function shownFields(people: Module): Field[] {
  const isOther = (field: Field) =>
    field.type === "lookup" && !field.system && field.key !== people.tree && field.target !== people.key;
  const place = people.fields.find(isOther);
  const manager = people.fields.find((field) => field.key === people.tree);
  return [place, manager].filter((field): field is Field => field !== undefined);
}
