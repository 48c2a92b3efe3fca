import { expect, it } from "vitest";
import { isInContainer } from "./container";

it.each([
  ["Mozilla/5.0 (iPhone) AppleWebKit/605 MicroMessenger/8.0 wxwork/4.1.30", true],
  ["Mozilla/5.0 (Linux; Android 14) AliApp(DingTalk/7.6.0)", true],
  ["Mozilla/5.0 (Linux; Android 14) Chrome/120 Lark/7.1", true],
  ["Mozilla/5.0 (X11; Linux x86_64) Chrome/156", false],
])("%s has a header of its own: %s", (agent, is) => {
  expect(isInContainer(agent)).toBe(is);
});
