import { describe, expect, it } from "vitest";
import { zh } from "./i18n.zh";
import { narrowed, sayWhy, type Why, type WhyAction } from "./why";

const no = (refused: string): WhyAction => ({ allowed: false, rules: [], refused });

function why(read: WhyAction, fields: Why["fields"] = []): Why {
  return {
    person: "1",
    module: "accounts",
    record: "2",
    in_recycle_bin: false,
    actions: { read, update: no("out_of_scope") },
    fields,
  };
}

describe("why", () => {
  it.each<[string, WhyAction, string, string[]]>([
    [
      "an administrator",
      { allowed: true, refused: null, rules: [{ kind: "administrator", role: "a", label: "系统管理员" }] },
      "可以查看",
      ["角色“系统管理员”拥有全部权限"],
    ],
    [
      "a role by its scope",
      {
        allowed: true,
        refused: null,
        rules: [{ kind: "role", role: "m", label: "销售经理", scope: "department_and_below", by: "owner" }],
      },
      "可以查看",
      ["角色“销售经理”的范围是本部门及下级，他是负责人"],
    ],
    [
      "a rule and a team",
      {
        allowed: true,
        refused: null,
        rules: [
          { kind: "sharing_rule", id: "1", label: "华东互看", level: "read" },
          { kind: "team", subject: { kind: "person", id: "3", name: "王芳" }, level: "write", until: null },
        ],
      },
      "可以查看",
      ["共享规则“华东互看”，可读", "作为协作成员加入（王芳），可读写"],
    ],
    ["nobody without a role", no("no_role"), "不能查看", ["没有任何角色允许他查看这个模块"]],
    ["nothing that this page does not know", no("moon"), "不能查看", ["moon"]],
  ])("says %s", (_, read, title, reasons) => {
    expect(sayWhy(why(read), zh)[0]).toEqual({ action: "read", isAllowed: read.allowed, title, reasons });
  });
  it("says each action in its order", () => {
    expect(sayWhy(why(no("no_role")), zh).map((said) => said.action)).toEqual(["read", "update"]);
  });
  it("tells which fields are narrowed", () => {
    const fields: Why["fields"] = [
      { field: "name", access: "write" },
      { field: "phone", access: "masked" },
      { field: "salary", access: "hidden" },
    ];
    expect(narrowed(why(no("x"), fields))).toEqual({ hidden: ["salary"], masked: ["phone"], read: [] });
  });
});
