import { expect, it } from "vitest";
import { membersOf, ranked } from "./teamRows";

const wang = { id: "1", name: "王瑞" };
const luo = { id: "2", name: "罗文芳" };

it("the reports of a team are put together by person, also when somebody is missing in some", () => {
  const members = membersOf({
    won: [{ keys: [wang], measures: [4, "1200.50"] }],
    open: [
      { keys: [luo], measures: [22, null] },
      { keys: [null], measures: [1, "9.00"] },
    ],
    followUps: [{ keys: [luo], measures: [43] }],
    tasks: undefined,
  });
  expect(members).toEqual([
    { ...wang, won: 1200.5, wonCount: 4, open: 0, followUps: 0, tasks: 0 },
    { ...luo, won: 0, wonCount: 0, open: 0, followUps: 43, tasks: 0 },
  ]);
  expect(ranked(members, "followUps").map((member) => member.id)).toEqual(["2", "1"]);
  expect(ranked(members, "tasks").map((member) => member.name)).toEqual(["罗文芳", "王瑞"]);
});
