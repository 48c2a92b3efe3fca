import { Button, Checkbox, Select } from "antd";
import type { Schema } from "../../api/doors";
import { api } from "../../api/http";
import { Moment } from "../../fields/dates";
import { useLocale } from "../../i18n";
import { integer } from "../../i18n/format";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { say, sayFault } from "../../ui/toasts";
import { Entries } from "../parts/Entries";
import { Section } from "../parts/Section";
import { toneOf } from "../parts/tone";
import { again } from "../queries";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { useWords } from "./words";

type Job = Schema["Job"];

const STATES: readonly Job["state"][] = ["queued", "running", "done", "dead", "cancelled"];

/** What runs in the background, and what failed there for good. */
export default function JobsPage() {
  const w = useWords();
  const [{ state, everyone = "yes" }, choose] = useChosen();
  const isEveryone = everyone === "yes";
  const params = new URLSearchParams();
  if (isEveryone) params.set("everyone", "true");
  if (state !== undefined) params.set("state", state);
  const path = `jobs?${params.toString()}` as const;
  const tools = (
    <div className="set-tools">
      <Checkbox
        checked={isEveryone}
        onChange={(event) => choose({ everyone: event.target.checked ? undefined : "no" }, true)}
      >
        {w.everyone}
      </Checkbox>
      <Select
        value={state ?? ""}
        onChange={(next) => choose({ state: next === "" ? undefined : next }, true)}
        options={[{ value: "", label: w.any }, ...STATES.map((key) => ({ value: key, label: w.states[key] }))]}
        aria-label={w.filter}
        style={{ minWidth: 120 }}
      />
    </div>
  );
  const all = <Button onClick={() => choose({ state: undefined }, true)}>{w.any}</Button>;
  const isOpen = (job: Job) => job.state === "running";
  return (
    <Section lead={w.lead} actions={tools}>
      <Entries
        path={path}
        poll={(jobs) => (jobs.some(isOpen) ? 2_000 : 15_000)}
        empty={state === undefined ? <State title={w.none} /> : <State title={w.noneHere} actions={all} />}
      >
        {(jobs) => (
          <Table label={w.title} heads={[w.kind, w.state, w.tries, w.due, w.finished, w.by, ""]}>
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </Table>
        )}
      </Entries>
    </Section>
  );
}

function JobRow({ job }: { job: Job }) {
  const w = useWords();
  const locale = useLocale();
  const common = useCommon();
  const state = job.cancelling ? "cancelling" : job.state;
  const kind = w.kinds[job.kind];
  const progress = ({ done, total }: NonNullable<Job["progress"]>) =>
    total === null ? integer(done, locale) : w.outOf(integer(done, locale), integer(total, locale));
  const act = async (what: "retry" | "cancel") => {
    try {
      await (what === "retry" ? api("POST", `jobs/${job.id}/retry`) : api("POST", `jobs/${job.id}/cancel`));
      say(what === "retry" ? w.retried : w.cancelled);
      await again("jobs");
    } catch (error) {
      sayFault(error);
    }
  };
  const canRetry = job.state === "dead" || job.state === "cancelled";
  const canCancel = (job.state === "queued" || job.state === "running") && !job.cancelling && job.person !== null;
  return (
    <tr>
      <td>
        <b>{kind ?? job.kind}</b>
        {kind && <small>{job.kind}</small>}
      </td>
      <td>
        <span className={`set-state ${toneOf(state)}`}>{w.states[state] ?? state}</span>
        {job.progress && job.state === "running" && <small className="num">{progress(job.progress)}</small>}
        {job.error && <small className="late">{job.error.message ?? job.error.code}</small>}
      </td>
      <td className="num">{w.outOf(integer(job.attempts, locale), integer(job.max_attempts, locale))}</td>
      <td>{job.due_at && <Moment value={job.due_at} />}</td>
      <td>{job.finished_at && <Moment value={job.finished_at} />}</td>
      <td>{job.person?.name ?? <span className="dim">{common.nobody}</span>}</td>
      <td className="act">
        {canRetry && (
          <Button size="small" onClick={() => void act("retry")} aria-label={`${w.retry} ${kind ?? job.kind}`}>
            {w.retry}
          </Button>
        )}
        {canCancel && (
          <Button
            size="small"
            type="text"
            onClick={() => void act("cancel")}
            aria-label={`${w.cancel} ${kind ?? job.kind}`}
          >
            {w.cancel}
          </Button>
        )}
      </td>
    </tr>
  );
}
