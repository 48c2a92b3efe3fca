import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useLocale } from "../../i18n";
import { moment } from "../../i18n/format";
import { State } from "../../ui/states";
import { Entries } from "../parts/Entries";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { useModuleName } from "../parts/useModuleName";
import { door } from "../queries";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { gist, type Logged, matching } from "./filter";
import "./log.css";
import { useWords } from "./words";

/** Who saw, took away and changed what matters. */
export default function LogPage() {
  const w = useWords();
  const [{ record }, choose] = useChosen();
  const back = record !== undefined && <Button onClick={() => choose({ record: undefined })}>{w.wholeLog}</Button>;
  return (
    <Section {...(record === undefined ? {} : { title: w.oneRecord })} lead={w.lead} actions={back}>
      <Entries
        path={record === undefined ? "access-log" : `access-log?record=${record}`}
        empty={<State title={w.none} />}
      >
        {(entries) => <Log entries={entries} />}
      </Entries>
    </Section>
  );
}

function Log({ entries }: { entries: Logged[] }) {
  const w = useWords();
  const [{ kind, module, person }, choose] = useChosen();
  const nameOf = useModuleName();
  const { data } = useQuery(door("logins"));
  const accounts = new Map(data?.logins.map((login) => [login.id, login.account]));
  const shown = matching(entries, { kind, module, person });
  const distinct = (of: (entry: Logged) => string | null | undefined) =>
    [...new Set(entries.map(of))].filter((one): one is string => typeof one === "string");
  const people = new Map(entries.flatMap(({ person: one }) => (one?.id ? [[one.id, one.name ?? one.id]] : [])));
  return (
    <>
      <div className="set-tools">
        <Pick
          any={w.anyKind}
          label={w.kind}
          value={kind}
          options={distinct((one) => one.kind).map((key) => [key, w.kinds[key] ?? key])}
          onChange={(next) => choose({ kind: next }, true)}
        />
        <Pick
          any={w.anyPerson}
          label={w.person}
          value={person}
          options={[...people] as [string, string][]}
          onChange={(next) => choose({ person: next }, true)}
        />
        <Pick
          any={w.anyModule}
          label={w.module}
          value={module}
          options={distinct((one) => one.module).map((key) => [key, nameOf(key)])}
          onChange={(next) => choose({ module: next }, true)}
        />
        <span className="dim">{w.onLoaded(entries.length)}</span>
      </div>
      {shown.length === 0 ? (
        <State title={w.noMatch} />
      ) : (
        <div className="set-log">
          <Table label={w.title} heads={[w.at, w.who, w.what, w.about, w.details]}>
            {shown.map((entry) => (
              <LogRow key={entry.id} entry={entry} gist={gist(entry, accounts)} />
            ))}
          </Table>
        </div>
      )}
    </>
  );
}

function LogRow({ entry, gist: said }: { entry: Logged; gist: string }) {
  const w = useWords();
  const common = useCommon();
  const locale = useLocale();
  const nameOf = useModuleName();
  return (
    <tr>
      <td className="num">{moment(entry.at, locale)}</td>
      <td>{entry.person?.name ?? <span className="dim">{common.nobody}</span>}</td>
      <td>{w.kinds[entry.kind] ?? entry.kind}</td>
      <td>
        {entry.module && entry.record ? (
          <Link to="/records/$module/$id" params={{ module: entry.module, id: entry.record }}>
            {nameOf(entry.module)}
          </Link>
        ) : (
          entry.module && nameOf(entry.module)
        )}
      </td>
      <td className="dim cut-cell">{said}</td>
    </tr>
  );
}

interface PickProps {
  any: string;
  label: string;
  value: string | undefined;
  options: [string, string][];
  onChange: (value: string | undefined) => void;
}

function Pick({ any, label, value, options, onChange }: PickProps) {
  return (
    <Select
      value={value ?? ""}
      onChange={(next) => onChange(next === "" ? undefined : next)}
      options={[{ value: "", label: any }, ...options.map(([key, text]) => ({ value: key, label: text }))]}
      showSearch={{ optionFilterProp: "label" }}
      aria-label={label}
      style={{ minWidth: 140 }}
    />
  );
}
