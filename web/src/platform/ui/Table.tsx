import { type CSSProperties, isValidElement, type ReactNode } from "react";
import { useText } from "../i18n";
import "./table.css";

/** The head of a column: its words, or a control; "" over what can be done with a row. */
type Head = ReactNode | { said: string; isNumber: boolean };

interface TableProps {
  /** What it lists, for those who hear it. */
  label: string;
  heads: Head[];
  children: ReactNode;
  className?: string;
}

interface Read {
  shown: ReactNode;
  isNumber: boolean;
}

function readHead(head: Head): Read {
  const isNoted = typeof head === "object" && head !== null && !isValidElement(head) && "said" in head;
  return isNoted ? { shown: head.said, isNumber: head.isNumber } : { shown: head as ReactNode, isNumber: false };
}

/** The heads for the style sheet, which on a phone puts each before its value. */
function saidBefore(heads: Read[]): CSSProperties {
  const said = heads.flatMap(({ shown }, at) =>
    typeof shown === "string" ? [[`--h${at + 1}`, JSON.stringify(shown)]] : [],
  );
  return Object.fromEntries(said);
}

/** A small table; it scrolls by itself where it is wider than the page. */
export function Table({ label, heads, children, className }: TableProps) {
  const t = useText();
  const read = heads.map(readHead);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div className="tbl-box" role="group" aria-label={label} tabIndex={0}>
      <table className={className ? `tbl ${className}` : "tbl"} style={saidBefore(read)}>
        <thead>
          <tr>
            {read.map(({ shown, isNumber }, at) => (
              <th key={at} scope="col" className={isNumber ? "right" : undefined}>
                {shown === "" ? <span className="sr">{t.palette.actions}</span> : shown}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
