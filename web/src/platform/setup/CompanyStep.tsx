import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { type FormEvent, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Problem } from "../api/http";
import { useLocale } from "../i18n";
import { currencies, zones } from "../settings/organisation/choices";
import { reasonOf } from "../ui/toasts";
import { missingIn, START } from "./company";
import { Part, TextPart } from "./Part";
import { type SetUp, setUp, setupState } from "./queries";
import { useWords } from "./words";

/** The company and the person who will administer it. */
export function CompanyStep({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const locale = useLocale();
  const { token, ...search } = useSearch({ from: "/setup" });
  const navigate = useNavigate();
  const { data: state } = useQuery(setupState);
  const [said, setSaid] = useState<SetUp>(token === undefined ? START : { ...START, token });
  // Whoever comes by the address that the server printed need not see the token.
  const [asksToken, setAsksToken] = useState(token === undefined);
  // It is kept here alone: whoever looks at the address, or into the history of this browser, does not find it.
  useEffect(() => {
    if (token !== undefined) void navigate({ to: "/setup", search, replace: true });
  });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<{ why: string; isDone: boolean } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const set = (change: Partial<SetUp>) => setSaid({ ...said, ...change });
  const ofCompany = (change: Partial<SetUp["organisation"]>) =>
    set({ organisation: { ...said.organisation, ...change } });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = missingIn(said, state?.token_needed ?? false);
    const { company, name, account, password } = t;
    const labels = { "organisation.name": company, name, account, password, token: t.token };
    setFaults(Object.fromEntries(missing.map((key) => [key, t.required(labels[key])])));
    setFault(null);
    if (missing[0]) return document.getElementById(`s-${missing[0]}`)?.focus();
    setBusy(true);
    try {
      await setUp(said);
      onDone();
    } catch (error) {
      const told = error instanceof Problem ? error.faults : [];
      if (told.some((one) => one.field === "token")) flushSync(() => setAsksToken(true));
      const here = told.filter((one) => document.getElementById(`s-${one.field}`));
      setFaults(Object.fromEntries(here.map((one) => [one.field, one.message])));
      if (here[0]) document.getElementById(`s-${here[0].field}`)?.focus();
      else setFault({ why: reasonOf(error), isDone: error instanceof Problem && error.kind === "already_set_up" });
    } finally {
      setBusy(false);
    }
  };
  const choose = (key: "zone" | "currency", options: { value: string; label: string }[]) => (id: string) => (
    <Select
      id={id}
      value={said.organisation[key]}
      onChange={(next: string) => ofCompany({ [key]: next })}
      options={options}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
  return (
    <form className="setup-form" onSubmit={submit} noValidate>
      <TextPart
        at="organisation.name"
        label={t.company}
        hint={t.companyHint}
        faults={faults}
        value={said.organisation.name}
        onChange={(name) => ofCompany({ name })}
        autoComplete="organization"
        autoFocus
      />
      <div className="setup-pair">
        <Part at="organisation.zone" label={t.zone} faults={faults}>
          {choose("zone", zones(said.organisation.zone))}
        </Part>
        <Part at="organisation.currency" label={t.currency} hint={t.fixedLater} faults={faults}>
          {choose("currency", currencies(locale))}
        </Part>
      </div>
      <h2>{t.admin}</h2>
      <div className="setup-pair">
        <TextPart
          at="name"
          label={t.name}
          faults={faults}
          value={said.name}
          onChange={(name) => set({ name })}
          autoComplete="name"
        />
        <TextPart
          at="account"
          label={t.account}
          hint={t.accountHint}
          faults={faults}
          value={said.account}
          onChange={(account) => set({ account })}
          autoComplete="username"
        />
      </div>
      <TextPart
        at="password"
        label={t.password}
        hint={t.passwordHint}
        faults={faults}
        value={said.password}
        onChange={(password) => set({ password })}
        autoComplete="new-password"
        isSecret
      />
      {state?.token_needed && asksToken && (
        <TextPart
          at="token"
          label={t.token}
          hint={t.tokenHint}
          faults={faults}
          value={said.token ?? ""}
          onChange={(next) => set({ token: next.trim() })}
          autoComplete="off"
        />
      )}
      {fault && (
        <p className="late" role="alert">
          {fault.why} {fault.isDone && <Link to="/sign-in">{t.toSignIn}</Link>}
        </p>
      )}
      <footer>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t.create}
        </Button>
      </footer>
    </form>
  );
}
