import type { Field, Module, RecordRow } from "../api/types";
import { isEmpty } from "../fields/kind";
import { Value } from "../fields/Value";
import { Badge } from "../ui/Face";
import "./panel.css";

/** What a record is called, and in a line what it is. */
export function RecordTitle({ module, record, isPage }: { module: Module; record: RecordRow; isPage?: boolean }) {
  const Title = isPage ? "h1" : "h2";
  return (
    <div className="record-title">
      <Badge name={record.name} />
      <div className="grow">
        <Title>{record.name}</Title>
        <p>
          {headFields(module, record).map((field) => (
            <span key={field.key}>
              <Value field={field} record={record} />
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}

/** The number and up to three choices: what one wants to know at a glance. */
function headFields(module: Module, record: RecordRow): Field[] {
  const filled = module.fields.filter((field) => !isEmpty(record[field.key]) && field.key !== module.name_field);
  const choices = filled.filter((field) => field.type === "choice" && !field.system).slice(0, 3);
  const number = filled.find((field) => field.type === "auto_number");
  return number ? [...choices, number] : choices;
}
