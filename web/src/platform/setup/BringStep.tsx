import { ImportOutlined } from "@ant-design/icons";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { apps, countOf } from "../api/queries";
import type { ModuleSummary } from "../api/types";
import { useLabel, useLocale } from "../i18n";
import { integer } from "../i18n/format";
import { useMe } from "../records/useModule";
import { leaveFor } from "../ui/wayBack";
import { DemoCard } from "./DemoCard";
import type { Step } from "./search";
import { useWords } from "./words";

/** People, and the departments that they belong to. */
export function PeopleStep({ go }: { go: (step: Step) => void }) {
  const t = useWords();
  const modules = useMe().modules.filter((one) => one.directory !== null && one.rights.import);
  // People first: their import can make the departments.
  const ordered = modules.toSorted((a, b) => Number(a.directory !== "person") - Number(b.directory !== "person"));
  return (
    <Bring title={t.peopleTitle} lead={t.peopleLead} modules={ordered} onward="customers">
      <Button onClick={() => go("apps")}>{t.back}</Button>
      <span className="grow" />
      <Button type="primary" onClick={() => go("customers")}>
        {t.goOn}
      </Button>
    </Bring>
  );
}

/** What belongs to people, in the apps that everybody has. */
export function CustomersStep({ go }: { go: (step: Step) => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const base = new Set(
    useSuspenseQuery(apps)
      .data.filter((app) => app.base)
      .map((app) => app.key),
  );
  const modules = useMe().modules.filter((one) => one.owned && base.has(one.app) && one.rights.import);
  return (
    <Bring title={t.customersTitle} lead={t.customersLead} modules={modules} onward="customers" more={<DemoCard />}>
      <Button onClick={() => go("people")}>{t.back}</Button>
      <span className="grow" />
      <Button type="primary" onClick={() => void navigate({ to: "/" })}>
        {t.finish}
      </Button>
    </Bring>
  );
}

interface BringProps {
  title: string;
  lead: string;
  modules: ModuleSummary[];
  /** The step after an import. */
  onward: Step;
  more?: ReactNode;
  children: ReactNode;
}

function Bring({ title, lead, modules, onward, more, children }: BringProps) {
  const t = useWords();
  return (
    <div className="setup-form">
      <h2>{title}</h2>
      <p className="dim">{lead}</p>
      {modules.length === 0 ? (
        <p className="dim">{t.nothingToBring}</p>
      ) : (
        <ul className="setup-bring">
          {modules.map((module) => (
            <BringLine key={module.key} module={module} onward={onward} />
          ))}
        </ul>
      )}
      {modules.length > 0 && <small className="dim">{t.comesBack}</small>}
      {more}
      <footer>{children}</footer>
    </div>
  );
}

function BringLine({ module, onward }: { module: ModuleSummary; onward: Step }) {
  const t = useWords();
  const label = useLabel();
  const locale = useLocale();
  const { buildLocation } = useRouter();
  const search = useSearch({ from: "/setup" });
  const goOn = () => buildLocation({ to: "/setup", search: { ...search, step: onward } }).href;
  // Whoever comes back from an import sees what it brought.
  const { data } = useQuery({ ...countOf(module.key, null), staleTime: 0 });
  return (
    <li>
      <Link to="/import/$module" params={{ module: module.key }} onClick={() => leaveFor(window.location, goOn())}>
        <ImportOutlined aria-hidden="true" /> {t.bring(label(module))}
      </Link>
      <span className="dim num">{data && t.count(integer(data.value, locale))}</span>
    </li>
  );
}
