import { Button, Checkbox } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { Moment } from "../../fields/dates";
import { useMe } from "../../records/useModule";
import { Table } from "../../ui/Table";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { useModuleName } from "../parts/useModuleName";
import { everythingChanged } from "../queries";
import { useWords as useCommon } from "../words";
import { byModule, type Deleted } from "./byModule";
import { useWords } from "./words";

/** Deleted records, of which several can be picked. */
export function BinTable({ entries }: { entries: Deleted[] }) {
  const w = useWords();
  const common = useCommon();
  const nameOf = useModuleName();
  const { admin } = useMe();
  const ask = useAsk();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = entries.filter((one) => picked.has(one.id));
  const act = async (of: Deleted[], work: (module: string, ids: string[]) => Promise<void>) => {
    try {
      for (const [module, ids] of byModule(of)) {
        await work(module, ids);
      }
      setPicked(new Set());
    } catch (error) {
      // What was picked stays picked, to be tried again; what went before it is gone from the list.
      sayFault(error);
    }
    // What came back may be shown anywhere: in lists, among departments, beside other records.
    await everythingChanged();
  };
  const restore = (of: Deleted[]) =>
    act(of, async (module, ids) => {
      const answer = await api("POST", `recycle-bin/${module}/restore`, { body: { ids } });
      const refused = answer.results.find((one) => "title" in one);
      say(
        answer.failed > 0
          ? w.partly(answer.succeeded, answer.failed, refused?.detail ?? refused?.title ?? "")
          : w.restored(answer.succeeded),
      );
    });
  const purge = (of: Deleted[]) =>
    ask({
      title: w.purgeAsk(of.length),
      content: w.purgeLead,
      okText: w.purge,
      isGrave: true,
      onOk: () =>
        act(of, async (module, ids) => {
          const { purged } = await api("POST", `recycle-bin/${module}/purge`, { body: { ids } });
          say(w.purged(purged));
        }),
    });
  const pick = (id: string, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const all = (
    <Checkbox
      checked={chosen.length === entries.length}
      indeterminate={chosen.length > 0 && chosen.length < entries.length}
      onChange={(event) => setPicked(new Set(event.target.checked ? entries.map((one) => one.id) : []))}
      aria-label={w.selectAll}
    />
  );
  return (
    <>
      {chosen.length > 0 && (
        <div className="set-picked">
          <b>{w.selected(chosen.length)}</b>
          <Button size="small" onClick={() => void restore(chosen)}>
            {w.restore}
          </Button>
          {admin && (
            <Button size="small" danger onClick={() => void purge(chosen)}>
              {w.purge}
            </Button>
          )}
        </div>
      )}
      <Table label={w.title} className="picks" heads={[all, w.name, w.module, w.by, w.at, ""]}>
        {entries.map((one) => (
          <tr key={one.id} className={picked.has(one.id) ? "on" : ""}>
            <td>
              <Checkbox
                checked={picked.has(one.id)}
                onChange={(event) => pick(one.id, event.target.checked)}
                aria-label={w.select(one.name ?? one.id)}
              />
            </td>
            <td>
              <b>{one.name ?? one.id}</b>
            </td>
            <td>{nameOf(one.module)}</td>
            <td>{one.deleted_by?.name ?? <span className="dim">{common.nobody}</span>}</td>
            <td>
              <Moment value={one.deleted_at} />
            </td>
            <td className="act">
              <Button
                size="small"
                type="text"
                onClick={() => void restore([one])}
                aria-label={`${w.restore} ${one.name ?? one.id}`}
              >
                {w.restore}
              </Button>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
