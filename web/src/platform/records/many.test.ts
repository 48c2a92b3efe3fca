import { expect, it } from "vitest";
import { eachOf, oneOfIds, withTags } from "./many";

it("a thousand records are named in two conditions", () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => String(i));
  const filter = oneOfIds(ids) as { any: { value: string[] }[] };
  expect(filter.any.map((part) => part.value.length)).toEqual([500, 500]);
  expect(oneOfIds(["7"])).toEqual({ field: "id", op: "in", value: ["7"] });
});

it("one that fails does not keep the others from being done", async () => {
  const done: number[] = [];
  const counts = await eachOf([1, 2, 3, 4, 5], 2, async (one) => {
    if (one === 3) throw new Error("no");
    done.push(one);
  });
  expect(counts).toEqual([4, 1]);
  expect(done).toEqual([1, 2, 4, 5]);
});

it("a tag is put once", () => {
  expect(withTags(["急"], ["急", "展会"])).toEqual(["急", "展会"]);
  expect(withTags(undefined, ["急"])).toEqual(["急"]);
});
