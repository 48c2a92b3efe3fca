import { DownloadOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { Moment } from "../../fields/dates";
import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { useMe } from "../../records/useModule";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { Entries } from "../parts/Entries";
import { Section } from "../parts/Section";
import { sizeText } from "../parts/size";
import { toneOf } from "../parts/tone";
import { useModuleName } from "../parts/useModuleName";
import type { EntryOf } from "../queries";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { useWords } from "./words";

type Export = EntryOf<"exports">;

const isOpen = (one: Export) => one.state === "waiting" || one.state === "running";

/** What was exported, how far it is, and the file. */
export default function ExportsPage() {
  const w = useWords();
  const common = useCommon();
  const me = useMe();
  const [{ everyone }, choose] = useChosen();
  const isEveryone = me.admin && everyone === "yes";
  const choice = me.admin && (
    <Checkbox
      checked={isEveryone}
      onChange={(event) => choose({ everyone: event.target.checked ? "yes" : undefined }, true)}
    >
      {common.everyone}
    </Checkbox>
  );
  return (
    <Section lead={w.lead} actions={choice}>
      <Entries
        path={isEveryone ? "exports?everyone=true" : "exports"}
        poll={(entries) => (entries.some(isOpen) ? 1_500 : false)}
        empty={<State title={w.none}>{w.noneLead}</State>}
      >
        {(entries) => (
          <Table label={w.title} heads={[w.what, w.state, w.rows, w.size, w.by, w.at, ""]}>
            {entries.map((one) => (
              <ExportRow key={one.id} one={one} />
            ))}
          </Table>
        )}
      </Entries>
    </Section>
  );
}

function ExportRow({ one }: { one: Export }) {
  const w = useWords();
  const locale = useLocale();
  const nameOf = useModuleName();
  // Whoever may export no more may not take away what was exported.
  const canExport = useMe().modules.some((module) => module.key === one.module && module.rights.export);
  const isPart = one.spec.filter !== null || one.spec.q !== null;
  return (
    <tr>
      <td>
        <b>{nameOf(one.module)}</b>
        <small>
          {isPart ? w.filtered : w.whole} · {w.kinds[one.spec.kind] ?? one.spec.kind}
        </small>
      </td>
      <td>
        <span className={`set-state ${toneOf(one.state)}`}>{w.states[one.state] ?? one.state}</span>
        {one.error?.message && <small>{one.error.message}</small>}
      </td>
      <td className="num">{one.rows === null || one.state === "waiting" ? "" : integer(one.rows, locale)}</td>
      <td className="num">{one.file && sizeText(one.file.size, locale)}</td>
      <td>{one.person?.name}</td>
      <td>
        <Moment value={one.created_at} />
      </td>
      <td className="act">
        {one.file && canExport && (
          <Button
            size="small"
            icon={<DownloadOutlined />}
            href={`/api/v1/exports/${one.id}/file`}
            download={one.file.name}
            aria-label={`${w.download} ${one.file.name}`}
          >
            {w.download}
          </Button>
        )}
      </td>
    </tr>
  );
}
