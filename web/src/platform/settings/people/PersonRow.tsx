import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { Field, Module, RecordRow } from "../../api/types";
import { Moment } from "../../fields/dates";
import { Value } from "../../fields/Value";
import { PersonName } from "../../ui/Face";
import type { Login } from "./useLogins";
import { useWords } from "./words";

interface PersonRowProps {
  module: Module;
  record: RecordRow;
  fields: Field[];
  /** Null: there is none; undefined: it is not known yet. */
  login: Login | null | undefined;
  onOpen: () => void;
}

/** A person with the state of the log-in, and the way to change it. */
export function PersonRow({ module, record, fields, login, onOpen }: PersonRowProps) {
  const w = useWords();
  const action = login ? w.manage : w.give;
  return (
    <tr>
      <td>
        <Link to="/records/$module/$id" params={{ module: module.key, id: record.id }}>
          <PersonName name={record.name} />
        </Link>
      </td>
      {fields.map((field) => (
        <td key={field.key}>
          <Value field={field} record={record} />
        </td>
      ))}
      <td>
        {login && (
          <>
            <span className={login.disabled_at ? "set-state bad" : "set-state good"}>
              {login.disabled_at ? w.off : login.account}
            </span>
            <small>{login.last_seen_at ? <Moment value={login.last_seen_at} /> : w.never}</small>
          </>
        )}
        {login === null && <span className="dim">{w.noLogin}</span>}
      </td>
      <td className="act">
        {login !== undefined && (
          <Button size="small" type="text" onClick={onOpen} aria-label={`${action} ${record.name}`}>
            {action}
          </Button>
        )}
      </td>
    </tr>
  );
}
