import { expectTypeOf, it } from "vitest";
import type { Answer, Body, KnownPath, Schema } from "./doors";

it("the doors are those of the description", () => {
  const module = "accounts" as string;
  const view = "7" as string | null;
  const path = <const P extends string>(text: P) => text;
  const one = path(`views/${module}/${view}`);
  expectTypeOf<KnownPath<"PATCH", typeof one>>().toEqualTypeOf<typeof one>();
  expectTypeOf<KnownPath<"GET", "views/accounts/7/8">>().toEqualTypeOf<"there is no such door">();
  expectTypeOf<KnownPath<"PUT", "session">>().toEqualTypeOf<"there is no such door">();
  const asked = path(`records/${module}/${module}/timeline?limit=20${module}`);
  expectTypeOf<KnownPath<"GET", typeof asked>>().toEqualTypeOf<typeof asked>();
  expectTypeOf<Answer<"GET", "apps">>().toEqualTypeOf<{ apps: Schema["App"][] }>();
  expectTypeOf<Answer<"DELETE", "session">>().toEqualTypeOf<undefined>();
  expectTypeOf<Body<"POST", "session">>().toExtend<{ account: string }>();
  expectTypeOf<Body<"GET", "apps">>().toEqualTypeOf<undefined>();
});
