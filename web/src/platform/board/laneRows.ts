import type { Field } from "../api/types";
import type { Rows } from "../grid/useRows";
import type { Lane } from "./useBoard";

/** The cards that are on the board, for the panel's way from one to the next. */
export function rowsOf(lanes: Lane[]): Rows {
  const cards = lanes.flatMap((lane) => (lane.isFolded ? [] : (lane.records ?? [])));
  const nothing = () => {};
  const total = { value: cards.length, exact: true };
  return {
    count: cards.length,
    total,
    isPart: false,
    isAtEnd: false,
    at: (row) => cards[row],
    placeOf: (id) => {
      const place = cards.findIndex((card) => card.id === id);
      return place < 0 ? null : place;
    },
    see: nothing,
    error: null,
    isBehind: false,
    again: nothing,
  };
}

/** The sums are in the currency of the cards. */
export function currencyOf(lanes: Lane[], sum: Field | undefined): string {
  const cards = lanes.flatMap((lane) => lane.records ?? []);
  const known = sum ? cards.find((card) => card[`${sum.key}_currency`]) : undefined;
  return String((sum && known?.[`${sum.key}_currency`]) ?? "CNY");
}
