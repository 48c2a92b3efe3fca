import { ClockCircleOutlined, QuestionCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { moduleOf, queryClient, recordOf } from "../api/queries";
import type { Module } from "../api/types";
import { useLabel, useLocale } from "../i18n";
import { moment } from "../i18n/format";
import { useForms } from "../records/forms";
import { useMe } from "../records/useModule";
import { say, sayFault } from "../ui/toasts";
import { box } from "./box";
import { putBack } from "./putBy";
import { type Entry, isUnsure, STALE } from "./queue";
import { useQueuePanel } from "./useQueue";
import { WrittenFields } from "./WrittenFields";
import { useWords } from "./words";

/** One entry: what was written, how it stands, what can be done. */
export function QueueLine({ entry }: { entry: Entry }) {
  const t = useWords();
  const label = useLabel();
  const locale = useLocale();
  const { data: module } = useQuery(moduleOf(entry.module));
  const known = useMe().modules.find((one) => one.key === entry.module);
  const what = known ? label(known) : entry.module;
  const isOpen = useIsHeldUp(entry);
  return (
    <li>
      <div className="queue-title">
        <span className="dim">{entry.record === null ? t.create(what) : t.change(what)}</span>
        <time className="dim num" dateTime={new Date(entry.at).toISOString()}>
          {moment(new Date(entry.at).toISOString(), locale)}
        </time>
      </div>
      <b className="queue-name">{entry.name || what}</b>
      <Standing entry={entry} module={module} />
      {module && (
        <details open={isOpen}>
          <summary>{t.content}</summary>
          <WrittenFields entry={entry} module={module} />
        </details>
      )}
      <Acts entry={entry} what={entry.name || what} />
    </li>
  );
}

/** Does it wait for the person? */
function useIsHeldUp(entry: Entry): boolean {
  return entry.refusal !== null || isUnsure(entry, Date.now());
}

function Standing({ entry, module }: { entry: Entry; module: Module | undefined }) {
  const t = useWords();
  const label = useLabel();
  if (entry.refusal !== null) {
    const { status, reason, faults = [] } = entry.refusal;
    const told = faults.flatMap(({ field, message }) => {
      const of = module?.fields.find((one) => one.key === field.split(".")[0]);
      return of ? [t.ofField(label(of), message)] : [];
    });
    return (
      <p className="late">
        <WarningOutlined aria-hidden="true" /> {t.states.refused} ·{" "}
        {status === STALE ? t.stale : told.length > 0 ? told.join(" ") : reason}
      </p>
    );
  }
  const isOld = isUnsure(entry, Date.now());
  const Icon = isOld ? QuestionCircleOutlined : ClockCircleOutlined;
  return (
    <p className={isOld ? "warn" : "dim"}>
      <Icon aria-hidden="true" /> {isOld ? t.states.unsure : t.states.waiting}
    </p>
  );
}

function Acts({ entry, what }: { entry: Entry; what: string }) {
  const t = useWords();
  const openForm = useForms((forms) => forms.open);
  const close = useQueuePanel((panel) => panel.close);
  const isHeldUp = useIsHeldUp(entry);
  const open = async () => {
    const { module, typed, record: id } = entry;
    const onDone = () => box.remove(entry.key);
    try {
      // The record as it is now: what was typed stands above it, and nothing that others wrote is lost unseen.
      const record = id === null ? undefined : await queryClient.fetchQuery({ ...recordOf(module, id), staleTime: 0 });
      close();
      openForm({ module, record, typed, onDone });
    } catch (error) {
      sayFault(error);
    }
  };
  const remove = () => {
    box.remove(entry.key);
    say(t.discarded(what), () => putBack(entry));
  };
  return (
    <p className="queue-acts">
      {isHeldUp && (
        <Button size="small" onClick={() => void open()}>
          {t.open}
        </Button>
      )}
      {isHeldUp && entry.refusal?.status !== STALE && (
        <Button size="small" onClick={() => putBack(entry, { again: true, asNew: isUnsure(entry, Date.now()) })}>
          {t.again}
        </Button>
      )}
      <Button size="small" type="text" onClick={remove}>
        {t.discard}
      </Button>
    </p>
  );
}
