import { expect, it } from "vitest";
import type { Subject, View } from "../api/types";
import { sharingBody, sharingOf } from "./views";

const view = (change: Partial<View>) => ({ kind: "own", ...change }) as View;
const wang: Subject = { kind: "person", id: "1", name: "王芳" };
const sales: Subject = { kind: "department", id: "2", name: "销售部" };
const group: Subject = { kind: "group", id: "3", name: "大客户组" };
const role: Subject = { kind: "role", id: "sales_manager", name: "销售经理" };

it.each([
  ["nobody", view({}), false, { shared_with: [] }],
  [
    "a person and a department",
    view({ shared_with: [sales, wang] }),
    false,
    {
      shared_with: [{ person: "1" }, { department: "2" }],
    },
  ],
  [
    "groups and roles stay",
    view({ shared_with: [group, role] }),
    false,
    {
      shared_with: [{ group: "3" }, { role: "sales_manager" }],
    },
  ],
  ["an administrator's own", view({ shared_with: [wang] }), true, { shared_with: [{ person: "1" }], shared: false }],
  ["everybody", view({ kind: "shared", shared_with: [] }), true, { shared_with: [], shared: true }],
])("a view shared with %s is written as it was read", (_, read, isAdmin, body) => {
  expect(sharingBody(sharingOf(read), isAdmin)).toEqual(body);
});
