import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { announce, Live } from "./live";

afterEach(cleanup);

it("what is told stands in the one place that is heard, also when it is told again", () => {
  const { container } = render(<Live />);
  const place = () => container.querySelector("[aria-live=polite]");
  act(() => announce("城市 移到 第 3 位"));
  const first = place()?.firstChild;
  expect(place()?.textContent).toBe("城市 移到 第 3 位");
  act(() => announce("城市 移到 第 3 位"));
  expect(place()?.textContent).toBe("城市 移到 第 3 位");
  expect(place()?.firstChild).not.toBe(first);
});
