import { Button, Select } from "antd";
import { useState } from "react";
import { useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { HeaderLine, Option } from "./ReadingOption";
import { readingsOf } from "./reading";
import type { Delimiter, Encoding, Import, ImportSpec, Reading } from "./types";
import { useWords } from "./words";

interface ReadingOptionsProps {
  of: Import;
  spec: ImportSpec;
  faults: Record<string, string>;
  isBusy: boolean;
  onRead: (reading: Reading) => void;
}

const SIGNS: Record<string, Delimiter> = { ",": "comma", "\t": "tab", ";": "semicolon", "|": "bar" };

/** How the file was read, in a line; and how else it may be read. What was said of headings that are found again is
 * kept. */
export function ReadingOptions({ of, spec, faults, isBusy, onRead }: ReadingOptionsProps) {
  const t = useWords();
  const locale = useLocale();
  const { table, progress } = of;
  const hasSheets = table.sheets.length > 1;
  const [wanted, setOpen] = useState(hasSheets);
  const isFaulty = readingsOf(of).some((one) => faults[one] !== undefined);
  const isOpen = wanted || isFaulty;
  const sign = SIGNS[table.delimiter ?? ""];
  const found = [
    table.sheet !== "" && !hasSheets ? t.asFound.sheet(table.sheet) : null,
    t.asFound.header(integer(table.header_line, locale)),
    table.encoding ? t.asFound.encoding(table.encoding) : null,
    sign ? t.asFound.delimiter(t.delimiters[sign]) : null,
    t.asFound.rows(integer(progress.total, locale)),
  ].filter((part) => part !== null);
  const choices = <T extends string>(of: Record<T, string>) => [
    { value: "", label: t.automatic },
    ...Object.entries(of).map(([value, label]) => ({ value, label: String(label) })),
  ];
  return (
    <section className="imp-reading">
      <p>
        <b className="cut">{of.file.name}</b>
        <span className="dim">{found.join(" · ")}</span>
        <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.hide : t.change}
        </Button>
      </p>
      {isOpen && (
        <div className="imp-options" aria-busy={isBusy}>
          {hasSheets && (
            <Option label={t.sheet} fault={faults.sheet}>
              {(id) => (
                <Select
                  id={id}
                  value={table.sheet}
                  disabled={isBusy}
                  onChange={(sheet: string) => onRead({ sheet, header_line: undefined })}
                  options={table.sheets.map(({ name, hidden, refusal }) => ({
                    value: name,
                    label: hidden ? t.hiddenSheet(name) : name,
                    disabled: refusal !== null,
                  }))}
                />
              )}
            </Option>
          )}
          <Option label={t.headerLine} fault={faults.header_line}>
            {(id) => (
              <HeaderLine key={table.header_line} id={id} line={table.header_line} isBusy={isBusy} onRead={onRead} />
            )}
          </Option>
          {table.format === "text" && (
            <>
              <Option label={t.encoding} fault={faults.encoding}>
                {(id) => (
                  <Select
                    id={id}
                    value={spec.encoding ?? ""}
                    disabled={isBusy}
                    onChange={(encoding: string) =>
                      onRead({ encoding: (encoding || undefined) as Encoding | undefined })
                    }
                    options={choices(t.encodings)}
                  />
                )}
              </Option>
              <Option label={t.delimiter} fault={faults.delimiter}>
                {(id) => (
                  <Select
                    id={id}
                    value={spec.delimiter ?? ""}
                    disabled={isBusy}
                    onChange={(sign: string) => onRead({ delimiter: (sign || undefined) as Delimiter | undefined })}
                    options={choices(t.delimiters)}
                  />
                )}
              </Option>
            </>
          )}
        </div>
      )}
    </section>
  );
}
