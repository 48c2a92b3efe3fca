import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { useModule } from "../records/useModule";
import { Failed, Lines, State } from "../ui/states";
import { useWayBack } from "../ui/wayBack";
import { MapStep } from "./MapStep";
import { modesOf } from "./modes";
import { importOf } from "./queries";
import { RunStep } from "./RunStep";
import { Steps } from "./Steps";
import { stepOf } from "./search";
import { TryStep } from "./TryStep";
import { UploadStep } from "./UploadStep";
import { useWizard } from "./useWizard";
import { useWords } from "./words";
import "./transfer.css";

/** Brings the rows of a table into a module: file, mapping, dry run, run. */
export function ImportPage() {
  const t = useWords();
  const label = useLabel();
  const module = useModule(useParams({ from: "/app/import/$module" }).module);
  const title = t.title(label(module));
  const way = useWayBack();
  useEffect(() => {
    document.title = title;
  }, [title]);
  const offered = modesOf(module);
  const bar = !module.rights.import ? (
    <State title={t.forbidden(label(module))}>{t.forbiddenLead}</State>
  ) : offered.modes.length === 0 && offered.bar ? (
    <State title={t.forbiddenNow(label(module))}>{t.bars[offered.bar](label(module))}</State>
  ) : null;
  return (
    <div className="imp">
      <p className="crumbs">
        {way && <a href={way.back}>{t.wayBack}</a>}
        <Link to="/records/$module" params={{ module: module.key }} search={{}}>
          {t.backToList(label(module))}
        </Link>
      </p>
      <h1>{title}</h1>
      {bar ?? <Wizard module={module} />}
    </div>
  );
}

function Wizard({ module }: { module: Module }) {
  const { search } = useWizard();
  const id = search.import ?? "";
  const { data, error, refetch } = useQuery({ ...importOf(id), enabled: id !== "" });
  if (id !== "" && !data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Lines count={8} />;
  const of = id === "" ? undefined : data;
  const step = stepOf(search.step, of);
  return (
    <>
      <Steps step={step} of={of} />
      {of === undefined && <UploadStep module={module} />}
      {of && step === "map" && <MapStep key={of.id} module={module} of={of} />}
      {of && step === "try" && <TryStep key={of.id} module={module} of={of} />}
      {of && step === "run" && <RunStep key={of.id} module={module} of={of} />}
    </>
  );
}
