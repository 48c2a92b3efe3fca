import { Button, Select } from "antd";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { State } from "../../ui/states";
import { Entries } from "../parts/Entries";
import { Section } from "../parts/Section";
import { useChosen } from "../useSettings";
import { BinTable } from "./BinTable";
import { useWords } from "./words";

/** What was deleted and can come back. */
export default function BinPage() {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const [{ module }, choose] = useChosen();
  const options = modules
    .filter((one) => one.rights.delete.length > 0)
    .map((one) => ({ value: one.key, label: label(one) }));
  const filter = (
    <Select
      value={module ?? ""}
      onChange={(next) => choose({ module: next === "" ? undefined : next }, true)}
      options={[{ value: "", label: w.any }, ...options]}
      aria-label={w.module}
      style={{ minWidth: 140 }}
    />
  );
  const all = <Button onClick={() => choose({ module: undefined }, true)}>{w.any}</Button>;
  return (
    <Section lead={w.lead} actions={filter}>
      <Entries
        path={module === undefined ? "recycle-bin" : `recycle-bin?module=${module}`}
        empty={module === undefined ? <State title={w.none} /> : <State title={w.noneHere} actions={all} />}
      >
        {(entries) => <BinTable entries={entries} />}
      </Entries>
    </Section>
  );
}
