import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { Suspense, useEffect } from "react";
import { usePrefs } from "../app/prefs";
import { switchLanguage } from "../app/session";
import { Steps } from "../ui/Steps";
import { Lines } from "../ui/states";
import { arrive } from "../ui/wayBack";
import { AppsStep } from "./AppsStep";
import { CustomersStep, PeopleStep } from "./BringStep";
import { CompanyStep } from "./CompanyStep";
import { STEPS, type Step } from "./search";
import { useWords } from "./words";
import "./setup.css";

/** The wizard of an organisation in which nobody can sign in yet: company, apps, people, customers. */
export function SetupPage() {
  const t = useWords();
  const search = useSearch({ from: "/setup" });
  const { step = "company" } = search;
  const navigate = useNavigate();
  const { locale, set } = usePrefs();
  const go = (to: Step) => void navigate({ to: "/setup", search: { ...search, step: to } });
  const switchTo = () => {
    // Until somebody is signed in, only this browser knows the language.
    if (step === "company") set({ locale: locale === "zh" ? "en" : "zh" });
    else void switchLanguage();
  };
  useEffect(arrive, []);
  useEffect(() => {
    document.title = t.title;
  }, [t]);
  return (
    <main className="setup">
      <div className="setup-box">
        <header>
          <span className="mark" aria-hidden="true">
            合
          </span>
          <div className="grow">
            <h1>{t.title}</h1>
            <p className="dim">{t.lead}</p>
          </div>
          <Button type="text" onClick={switchTo}>
            {t.language}
          </Button>
        </header>
        <Steps label={t.stepsLabel} steps={STEPS} names={t.steps} now={step} />
        {step === "company" && <CompanyStep onDone={() => go("apps")} />}
        <Suspense fallback={<Lines count={6} />}>
          {step === "apps" && <AppsStep onDone={() => go("people")} />}
          {step === "people" && <PeopleStep go={go} />}
          {step === "customers" && <CustomersStep go={go} />}
        </Suspense>
      </div>
    </main>
  );
}
