import type { Asked } from "../../api/queries";
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

/** The people of a department, with those of the departments below it or without, by name. */
export function peopleAsked(people: Module, department: string, hasBelow: boolean, q: string): Asked {
  const place = departmentField(people);
  return {
    filter: place && { field: place.key, op: hasBelow ? "department_and_below" : "eq", value: department },
    q: q || undefined,
    sort: people.name_field,
    fields: [people.name_field, ...shownFields(people).map((field) => field.key)],
  };
}
