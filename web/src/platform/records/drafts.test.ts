import { expect, it } from "vitest";
import { draftOf, keepDraft } from "./drafts";

const DAY = 86_400_000;

it("a draft is there for its writer, for a week, until it is saved", () => {
  localStorage.clear();
  keepDraft("7", "accounts", { name: "衡阳" }, localStorage, 0);
  keepDraft("7", "deals", { name: "首批" }, localStorage, 0);
  expect(draftOf("7", "accounts", localStorage, 6 * DAY)).toEqual({ name: "衡阳" });
  expect(draftOf("8", "accounts", localStorage, 0)).toBeNull();
  expect(draftOf("7", "accounts", localStorage, 8 * DAY)).toBeNull();
  keepDraft("7", "accounts", null, localStorage, 1);
  expect(draftOf("7", "accounts", localStorage, 1)).toBeNull();
  expect(draftOf("7", "deals", localStorage, 1)).toEqual({ name: "首批" });
});

it("what is broken counts as nothing", () => {
  localStorage.setItem("heyi.drafts", "{");
  expect(draftOf("7", "accounts")).toBeNull();
});
