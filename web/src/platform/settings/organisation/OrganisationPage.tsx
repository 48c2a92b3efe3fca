import { useQuery } from "@tanstack/react-query";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import type { Schema } from "../../api/doors";
import { api } from "../../api/http";
import { useLocale } from "../../i18n";
import { setZone } from "../../i18n/format";
import { DemoCard } from "../../setup/DemoCard";
import { say } from "../../ui/toasts";
import { Loaded } from "../parts/Loaded";
import { SaveBar } from "../parts/SaveBar";
import { Row, Section } from "../parts/Section";
import { useGuard } from "../parts/useGuard";
import { useSend } from "../parts/useSend";
import { door, everythingChanged } from "../queries";
import { currencies, regions, zones } from "./choices";
import { useWords } from "./words";

type Organisation = Schema["Organisation"];

/** What holds for the whole organisation. */
export default function OrganisationPage() {
  const query = useQuery(door("organisation"));
  return <Loaded query={query}>{(data) => <Form saved={data} />}</Loaded>;
}

function Form({ saved }: { saved: Organisation }) {
  const w = useWords();
  const locale = useLocale();
  const send = useSend();
  // Only what was typed: the rest is as the server has it now.
  const [typed, setTyped] = useState<Partial<Organisation>>({});
  const draft = { ...saved, ...typed };
  const set = (change: Partial<Organisation>) => setTyped({ ...typed, ...change });
  const changed = Object.entries(typed).filter(([key, value]) => value !== saved[key as keyof Organisation]);
  useGuard(changed.length > 0 && !send.isBusy);
  const save = async () => {
    const done = await send.send(() => api("PATCH", "organisation", { body: Object.fromEntries(changed) }));
    if (!done) return;
    setZone(draft.zone);
    say(w.saved);
    await everythingChanged();
    setTyped({});
  };
  const discard = () => {
    setTyped({});
    send.clear();
  };
  const choose = (
    key: "zone" | "currency" | "region",
    label: string,
    hint: string,
    options: { value: string; label: string }[],
  ) => (
    <Row label={label} hint={hint} fault={send.of(key)}>
      {(id) => (
        <Select
          id={id}
          value={draft[key]}
          onChange={(next) => set({ [key]: next })}
          options={options}
          showSearch={{ optionFilterProp: "label" }}
          status={send.of(key) ? "error" : ""}
          style={{ width: "100%" }}
        />
      )}
    </Row>
  );
  const count = (key: "session_days" | "session_idle_hours", label: string, hint: string, unit: string) => (
    <Row label={label} hint={hint} fault={send.of(key)}>
      {(id) => (
        <InputNumber
          id={id}
          // Nothing typed is refused as nothing, not shown as a nought.
          value={draft[key] || null}
          onChange={(next) => set({ [key]: next ?? 0 })}
          precision={0}
          suffix={unit}
          status={send.of(key) ? "error" : ""}
          style={{ width: 160 }}
        />
      )}
    </Row>
  );
  return (
    <>
      <Section title={w.basics}>
        <Row label={w.name} fault={send.of("name")}>
          {(id) => (
            <Input
              id={id}
              value={draft.name}
              maxLength={120}
              status={send.of("name") ? "error" : ""}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Row>
        {choose("zone", w.zone, w.zoneHint, zones(draft.zone))}
        {choose("currency", w.currency, w.currencyHint, currencies(locale))}
        {choose("region", w.region, w.regionHint, regions(locale))}
      </Section>
      <Section title={w.security}>
        {count("session_days", w.days, w.daysHint, w.dayUnit)}
        {count("session_idle_hours", w.idle, w.idleHint, w.hourUnit)}
      </Section>
      <DemoCard />
      <SaveBar isChanged={changed.length > 0} send={send} onSave={() => void save()} onDiscard={discard} />
    </>
  );
}
