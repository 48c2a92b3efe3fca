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
