import { expect, it } from "vitest";
import { templateText } from "./template";

it.each([
  [["客户名称", "电话"], "\uFEFF客户名称,电话\r\n"],
  [
    ["Revenue, in million", 'So-called "name"', "两\n行"],
    '\uFEFF"Revenue, in million","So-called ""name""","两\n行"\r\n',
  ],
  [[], "\uFEFF\r\n"],
])("the template of %j is %j", (headings, text) => {
  expect(templateText(headings)).toBe(text);
});
