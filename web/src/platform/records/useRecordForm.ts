import { type FormEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Problem } from "../api/http";
import type { Module } from "../api/types";
import { isEmpty } from "../fields/kind";
import { useLabel, useText } from "../i18n";
import { reasonOf, say } from "../ui/toasts";
import { usual } from "./defaults";
import { draftOf, keepDraft } from "./drafts";
import type { OpenForm } from "./forms";
import { formSections, save } from "./saving";
import { useMe } from "./useModule";

/** Typing rests for so long before a draft is kept. */
const REST_MS = 600;

/** The state of a form: what is typed, what is wrong with it, and its way to the server. */
export function useRecordForm(form: OpenForm, module: Module, isDirty: { current: boolean }, onDone: () => void) {
  const t = useText();
  const label = useLabel();
  const { record } = form;
  const me = useMe();
  const start = useMemo<Record<string, unknown>>(
    () => ({ ...(record ?? usual(module, me.person)), ...form.start }),
    [module, me.person, record, form.start],
  );
  // Only a new record that began with nothing goes on where it was left.
  const keepsDraft = record === undefined && form.start === undefined && form.typed === undefined;
  const kept = useMemo(
    () => (keepsDraft ? draftOf(me.person.id, module.key) : null),
    [keepsDraft, me.person.id, module],
  );
  const [isRestored, setRestored] = useState(kept !== null);
  const [draft, setDraft] = useState<Record<string, unknown>>({ ...start, ...kept, ...form.typed });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const sections = useMemo(() => formSections(module), [module]);
  useFirstFocus(box);
  useEffect(() => {
    isDirty.current = form.typed !== undefined;
  }, [isDirty, form.typed]);
  useEffect(() => {
    if (!keepsDraft || !isDirty.current) return;
    const timer = setTimeout(() => keepDraft(me.person.id, module.key, draft), REST_MS);
    return () => clearTimeout(timer);
  }, [keepsDraft, isDirty, draft, me.person.id, module.key]);

  const forget = () => {
    isDirty.current = false;
    if (keepsDraft) keepDraft(me.person.id, module.key, null);
  };
  const set = (key: string, value: unknown) => {
    isDirty.current = true;
    setDraft((now) => ({ ...now, [key]: value }));
    setFaults(({ [key]: _, ...rest }) => rest);
  };
  const clear = () => {
    forget();
    setRestored(false);
    setDraft(start);
  };
  const show = (found: Record<string, string>) => {
    setFaults(found);
    const first = sections.flatMap((section) => section.fields).find((field) => found[field.key]);
    if (first) box.current?.querySelector<HTMLElement>(`#${CSS.escape(`f-${first.key}`)}`)?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = sections
      .flatMap((section) => section.fields)
      .filter((field) => field.required && isEmpty(draft[field.key]) && field.type !== "boolean");
    if (missing.length > 0)
      return show(Object.fromEntries(missing.map((one) => [one.key, t.record.required(label(one))])));
    setBusy(true);
    setFault(null);
    try {
      const saved = await save(module, record, start, draft);
      forget();
      // What is put by says so itself.
      if (saved) {
        say(record ? t.record.saved(saved.name) : t.record.created(saved.name));
        form.onSaved?.(saved);
      }
      form.onDone?.();
      onDone();
    } catch (error) {
      setFault(reasonOf(error));
      if (error instanceof Problem)
        show(Object.fromEntries(error.faults.map((one) => [one.field.split(".")[0], one.message])));
    } finally {
      setBusy(false);
    }
  };
  return { box, sections, draft, faults, fault, isBusy, isRestored, set, clear, submit };
}

function useFirstFocus(box: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, [box]);
}
