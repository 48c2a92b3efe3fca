import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { moduleOf } from "../../api/queries";
import { useLabel, useLocale } from "../../i18n";
import { moment } from "../../i18n/format";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { Entries } from "../parts/Entries";
import { Section } from "../parts/Section";
import { useModuleName } from "../parts/useModuleName";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { doerOf, gist, isNarrowed, type Logged, logPath, type Named } from "./filter";
import { LogFilters } from "./LogFilters";
import { useNamed } from "./useNamed";
import { useWords } from "./words";
import "./log.css";

const NONE = {
  record: undefined,
  kind: undefined,
  module: undefined,
  person: undefined,
  since: undefined,
  until: undefined,
};

/** Who saw, took away and changed what matters. What it is narrowed to stands in the address. */
export default function LogPage() {
  const w = useWords();
  const [{ record, kind, module, person, since, until }, choose] = useChosen();
  const filter = { record, kind, module, person, since, until };
  const clear = <Button onClick={() => choose(NONE, true)}>{w.clear}</Button>;
  const empty = isNarrowed(filter) ? <State title={w.noMatch} actions={clear} /> : <State title={w.none} />;
  const back = record !== undefined && <Button onClick={() => choose(NONE)}>{w.wholeLog}</Button>;
  return (
    <Section {...(record === undefined ? {} : { title: w.oneRecord })} lead={w.lead} actions={back}>
      <LogFilters filter={filter} onChange={(change) => choose(change, true)} />
      <Entries key={logPath(filter)} path={logPath(filter)} empty={empty}>
        {(entries) => <Log entries={entries} />}
      </Entries>
    </Section>
  );
}

function Log({ entries }: { entries: Logged[] }) {
  const w = useWords();
  const named = useNamed(entries);
  return (
    <div className="log">
      <Table label={w.title} heads={[w.at, w.who, w.what, w.about, w.details]} className="steady">
        {entries.map((entry) => (
          <LogRow key={entry.id} entry={entry} named={named} />
        ))}
      </Table>
    </div>
  );
}

function LogRow({ entry, named }: { entry: Logged; named: Omit<Named, "field"> }) {
  const w = useWords();
  const common = useCommon();
  const locale = useLocale();
  const label = useLabel();
  const nameOf = useModuleName();
  const namesFields = entry.kind === "reveal" || entry.kind === "metadata_changed";
  const { data: module } = useQuery({ ...moduleOf(entry.module ?? ""), enabled: namesFields && entry.module !== null });
  const field = (key: string) => {
    const found = module?.fields.find((one) => one.key === key);
    return found && label(found);
  };
  const doer = doerOf(entry, named);
  const said = gist(entry, { ...named, field }, w.onOff);
  return (
    <tr>
      <td className="num">{moment(entry.at, locale)}</td>
      <td>{doer ?? <span className="dim">{common.nobody}</span>}</td>
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
      <td className="dim cut-cell" title={said}>
        {said}
      </td>
    </tr>
  );
}
