import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { moduleOf, someOf } from "../api/queries";
import type { RecordRow, Related } from "../api/types";
import { kindOf } from "../fields/registry";
import { Value } from "../fields/Value";
import { columnKeys, columnsOf } from "../grid/columns";
import { useLabel, useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { Lines } from "../ui/states";
import { Table } from "../ui/Table";
import { ALL } from "./asked";
import { useForms } from "./forms";

const SHOWN = 6;
const MOST_COLUMNS = 5;

/** The records of another module that link to this one, the first of them; all are a click away. */
export function RelatedList({ record, link }: { record: RecordRow; link: Related }) {
  const t = useText();
  const label = useLabel();
  const locale = useLocale();
  const openForm = useForms((forms) => forms.open);
  const { data: other } = useQuery(moduleOf(link.module));
  const filter = { field: link.field, op: "eq" as const, value: record.id };
  const { data: page } = useQuery(someOf(link.module, { filter, sort: "-created_at" }, SHOWN));
  if (!other || !page) return <Lines count={2} />;
  const keys = columnKeys(other, undefined, {}).filter((key) => key !== link.field);
  const columns = columnsOf(other, keys.slice(0, MOST_COLUMNS), {});
  const heads = columns.map(({ field }) => ({ said: label(field), isNumber: kindOf(field).isNumber ?? false }));
  const here = { id: record.id, name: record.name };
  const chip = { field: link.field, op: "in" as const, value: [here] };
  const total = page.total?.value ?? 0;
  return (
    <section className="related">
      <header>
        <h2>
          {label(link)} <span className="dim num">{integer(total, locale)}</span>
        </h2>
        <span className="grow" />
        {total > SHOWN && (
          <Link to="/records/$module" params={{ module: link.module }} search={{ view: ALL, filter: [chip] }}>
            {t.list.all}
          </Link>
        )}
        {other.rights.create && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            onClick={() => openForm({ module: link.module, start: { [link.field]: here } })}
            aria-label={`${t.record.add(label(other))}: ${label(link)}`}
          />
        )}
      </header>
      {page.records.length === 0 ? (
        <p className="dim quiet">{t.record.noRelated(label(link))}</p>
      ) : (
        <Table label={label(link)} heads={heads} className="cells">
          {page.records.map((row) => (
            <tr key={row.id}>
              {columns.map(({ field, isTitle }) => (
                <td key={field.key} className={kindOf(field).isNumber ? "right" : ""}>
                  {isTitle ? (
                    <Link to="/records/$module/$id" params={{ module: other.key, id: row.id }} className="cut">
                      {row.name}
                    </Link>
                  ) : (
                    <Value field={field} record={row} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
