import type { CSSProperties, ReactNode } from "react";
import { useWords } from "../words";

interface TableProps {
  /** What it lists, for those who hear it. */
  label: string;
  heads: ReactNode[];
  children: ReactNode;
  className?: string;
}

/** The heads for the style sheet, which on a phone puts each before its value. */
function headsOf(heads: ReactNode[]): CSSProperties {
  const said = heads.flatMap((head, at) => (typeof head === "string" ? [[`--h${at + 1}`, JSON.stringify(head)]] : []));
  return Object.fromEntries(said);
}

/** A small table; it scrolls by itself where it is wider than the page. */
export function Table({ label, heads, children, className }: TableProps) {
  const w = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div className="tbl-box" role="group" aria-label={label} tabIndex={0}>
      <table className={className ? `tbl ${className}` : "tbl"} style={headsOf(heads)}>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={at} scope="col">
                {head === "" ? <span className="sr">{w.actions}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
