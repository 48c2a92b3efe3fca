import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { useModule } from "../records/useModule";
import { Failed, Lines, State } from "../ui/states";
import { useWayBack } from "../ui/wayBack";
import { MapStep } from "./MapStep";
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
  return (
    <div className="imp">
      <p className="crumbs">
        {way && <a href={way.back}>{t.wayBack}</a>}
        <Link to="/records/$module" params={{ module: module.key }} search={{}}>
          {t.backToList(label(module))}
        </Link>
      </p>
      <h1>{title}</h1>
      {module.rights.import ? (
        <Wizard module={module} />
      ) : (
        <State title={t.forbidden(label(module))}>{t.forbiddenLead}</State>
      )}
    </div>
  );
}

function Wizard({ module }: { module: Module }) {
  const { search } = useWizard();
  const id = search.import ?? "";
  const { data, error, refetch } = useQuery({ ...importOf(id), enabled: id !== "" });
  if (id === "") {
    return (
      <>
        <Steps step="upload" of={undefined} />
        <UploadStep module={module} />
      </>
    );
  }
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const step = stepOf(search.step, data);
  return (
    <>
      <Steps step={step} of={data} />
      {step === "map" && <MapStep key={data.id} module={module} of={data} />}
      {step === "try" && <TryStep module={module} of={data} />}
      {step === "run" && <RunStep module={module} of={data} />}
    </>
  );
}
