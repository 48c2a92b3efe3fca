import { type FieldKind, isEmpty, linkOf } from "./kind";
import { text } from "./text";

/** Drawn by the system: shown and searched, never typed in. */
export const autoNumber: FieldKind = {
  View: ({ value }) => <span className="num dim">{String(value)}</span>,
  Filter: text.Filter,
  text: (value) => (isEmpty(value) ? "" : String(value)),
  width: 150,
};

export const file: FieldKind = {
  View: ({ value }) => {
    const link = linkOf(value);
    if (!link?.id) return null;
    return (
      <a href={`/api/v1/files/${link.id}`} className="cut" onClick={(event) => event.stopPropagation()}>
        {link.name}
      </a>
    );
  },
  text: (value) => linkOf(value)?.name ?? "",
  toWire: (value) => linkOf(value)?.id ?? null,
  width: 160,
  notInCells: true,
};
