import { expect, it } from "vitest";
import type { Field } from "../api/types";
import { nameOf } from "./names";

const fields = [
  { key: "owner", type: "person" },
  { key: "title", type: "text" },
  { key: "content", type: "long_text" },
] as Field[];

it.each([
  [{ title: " 拜访 ", content: "谈了价格" }, "拜访"],
  [{ content: "谈了价格", title: "" }, "谈了价格"],
  [{ owner: { id: "1", name: "王芳" } }, ""],
])("%j is called %j", (typed, name) => {
  expect(nameOf({ name_field: "title", fields }, typed)).toBe(name);
});
