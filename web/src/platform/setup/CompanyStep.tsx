import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { type FormEvent, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Problem } from "../api/http";
import { reasonOf } from "../ui/toasts";
import { Part } from "./Part";
import { type SetUp, setUp, setupState } from "./queries";
import { useWords } from "./words";

const CURRENCIES = ["CNY", "HKD", "TWD", "MOP", "USD", "EUR", "GBP", "JPY", "KRW", "SGD", "MYR", "THB", "VND", "AUD"];
const START: SetUp = {
  account: "",
  name: "",
  password: "",
  organisation: { name: "", zone: "Asia/Shanghai", currency: "CNY" },
};

/** The company and the person who will administer it. */
export function CompanyStep({ onDone }: { onDone: () => void }) {
  const t = useWords();
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
    const needed: [string, string, string][] = [
      ["organisation.name", t.company, said.organisation.name],
      ["name", t.name, said.name],
      ["account", t.account, said.account],
      ["password", t.password, said.password],
    ];
    if (state?.token_needed) needed.push(["token", t.token, said.token ?? ""]);
    const missing = needed.filter(([, , value]) => value.trim() === "").map(([key, label]) => [key, t.required(label)]);
    setFaults(Object.fromEntries(missing));
    setFault(null);
    if (missing.length > 0) return document.getElementById(`s-${missing[0]?.[0]}`)?.focus();
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
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <form className="setup-form" onSubmit={submit} noValidate>
      <Part at="organisation.name" label={t.company} hint={t.companyHint} faults={faults}>
        {(id) => (
          <Input
            id={id}
            value={said.organisation.name}
            onChange={(event) => ofCompany({ name: event.target.value })}
            autoComplete="organization"
            autoFocus
          />
        )}
      </Part>
      <div className="setup-pair">
        <Part at="organisation.zone" label={t.zone} faults={faults}>
          {(id) => (
            <Select
              id={id}
              value={said.organisation.zone}
              onChange={(zone: string) => ofCompany({ zone })}
              options={zones.map((zone) => ({ value: zone, label: zone }))}
              showSearch
            />
          )}
        </Part>
        <Part at="organisation.currency" label={t.currency} hint={t.fixedLater} faults={faults}>
          {(id) => (
            <Select
              id={id}
              value={said.organisation.currency}
              onChange={(currency: string) => ofCompany({ currency })}
              options={CURRENCIES.map((code) => ({ value: code, label: code }))}
              showSearch
            />
          )}
        </Part>
      </div>
      <h2>{t.admin}</h2>
      <div className="setup-pair">
        <Part at="name" label={t.name} faults={faults}>
          {(id) => (
            <Input
              id={id}
              value={said.name}
              onChange={(event) => set({ name: event.target.value })}
              autoComplete="name"
            />
          )}
        </Part>
        <Part at="account" label={t.account} hint={t.accountHint} faults={faults}>
          {(id) => (
            <Input
              id={id}
              value={said.account}
              onChange={(event) => set({ account: event.target.value })}
              autoComplete="username"
            />
          )}
        </Part>
      </div>
      <Part at="password" label={t.password} hint={t.passwordHint} faults={faults}>
        {(id) => (
          <Input.Password
            id={id}
            value={said.password}
            onChange={(event) => set({ password: event.target.value })}
            autoComplete="new-password"
          />
        )}
      </Part>
      {state?.token_needed && asksToken && (
        <Part at="token" label={t.token} hint={t.tokenHint} faults={faults}>
          {(id) => (
            <Input
              id={id}
              value={said.token ?? ""}
              onChange={(event) => set({ token: event.target.value.trim() })}
              autoComplete="off"
            />
          )}
        </Part>
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
