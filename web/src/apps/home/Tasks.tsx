import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { someOf } from "../../platform/api/queries";
import type { RecordRow } from "../../platform/api/types";
import { keep, updateRecord } from "../../platform/api/writes";
import { linkOf } from "../../platform/fields/kind";
import { toFilter } from "../../platform/filter/filter";
import { useLocale } from "../../platform/i18n";
import { clock, dayOf, daysBetween, integer, today } from "../../platform/i18n/format";
import { useForms } from "../../platform/records/forms";
import { say, sayFault } from "../../platform/ui/toasts";
import { Nothing, Panel } from "./Panel";
import { eveningOf } from "./period";
import { RowsLink } from "./RowsLink";
import { tasksForToday } from "./rows";
import { useWords, wordsNow } from "./words";

const SHOWN = 8;

/** Completes a task where it stands; undoing gives it the status that it had. */
async function complete(task: RecordRow): Promise<void> {
  keep("tasks", { ...task, status: "done" });
  try {
    const done = await updateRecord("tasks", task.id, { status: "done" }, task.version);
    say(wordsNow().tasks.done(task.name), async () => {
      await updateRecord("tasks", task.id, { status: task.status }, done.version);
    });
  } catch (error) {
    keep("tasks", task);
    sayFault(error);
  }
}

/** The person's own tasks that are due by the end of today. */
export function Tasks({ canCreate, isSales }: { canCreate: boolean; isSales: boolean }) {
  const t = useWords();
  const locale = useLocale();
  const openForm = useForms((forms) => forms.open);
  const rows = tasksForToday("mine", today());
  const query = useQuery(someOf("tasks", { filter: toFilter(rows), sort: "due_at" }, SHOWN));
  const total = query.data?.total?.value ?? 0;
  const tasks = query.data?.records ?? [];
  const add = canCreate && (
    <Button
      size="small"
      onClick={() => openForm({ module: "tasks", start: { status: "not_started", due_at: eveningOf(today()) } })}
    >
      {t.tasks.add}
    </Button>
  );
  const aside = total > 0 && (
    <RowsLink module="tasks" rows={rows} view="mine" sort="due_at">
      {t.all(integer(total, locale))}
    </RowsLink>
  );
  return (
    <Panel title={t.tasks.title} aside={aside} query={query} className="p-tasks">
      {tasks.length === 0 && (
        <Nothing title={t.tasks.none} {...(isSales ? { lead: t.tasks.noneLead } : {})} action={add} />
      )}
      <ul>
        {tasks.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </ul>
    </Panel>
  );
}

function Task({ task }: { task: RecordRow }) {
  const t = useWords();
  const locale = useLocale();
  const isDone = task.status === "done";
  const beside = linkOf(task.account) ?? linkOf(task.deal) ?? linkOf(task.lead);
  const due = typeof task.due_at === "string" ? task.due_at : null;
  const late = due === null ? 0 : daysBetween(dayOf(due), today());
  return (
    <li className={isDone ? "line done" : "line"}>
      <label className="tick">
        <input
          type="checkbox"
          checked={isDone}
          disabled={isDone}
          onChange={() => void complete(task)}
          aria-label={t.tasks.complete(task.name)}
        />
      </label>
      <div className="grow">
        <Link to="/records/$module/$id" params={{ module: "tasks", id: task.id }} className="line-title cut">
          {task.name}
        </Link>
        {beside?.name && <p className="cut dim">{beside.name}</p>}
      </div>
      {due !== null && !isDone && (
        <span className={late > 0 ? "num late" : "num dim"}>
          {late > 0 ? t.tasks.overdue(late) : t.tasks.today(clock(due, locale))}
        </span>
      )}
    </li>
  );
}
