import { Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { api } from "../../api/http";
import { toFilter } from "../../filter/filter";
import { useLabel, useLocale, usePlural } from "../../i18n";
import { useMe } from "../../records/useModule";
import { say } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { LabelRows } from "../parts/LabelRows";
import { isNamed, labelsOf } from "../parts/labels";
import { Row } from "../parts/Section";
import type { Edited } from "../parts/useEdited";
import { useSend } from "../parts/useSend";
import { everythingChanged } from "../queries";
import { Criteria } from "./Criteria";
import { draftOf, givenLabels, type RuleDraft, sayDraft } from "./ruleDraft";
import { SubjectPicker } from "./SubjectPicker";
import { type SharingRule, wireWhom } from "./sentence";
import { useConditions } from "./useConditions";
import { useSaid } from "./useSaid";
import { useWords } from "./words";

interface RuleFormProps {
  edited: Edited<SharingRule>;
  /** The module of a new rule, when the list is narrowed to one. */
  start: string | undefined;
}

const LEVELS: SharingRule["level"][] = ["read", "write"];

/** Makes a sharing rule, or replaces one. */
export function RuleForm({ edited, start }: RuleFormProps) {
  const w = useWords();
  const label = useLabel();
  const plural = usePlural();
  const locale = useLocale();
  const send = useSend();
  const rule = edited.one;
  const modules = useMe().modules.filter((module) => module.owned);
  const [begun] = useState(() => draftOf(rule, start ?? modules[0]?.key ?? ""));
  const [draft, setDraft] = useState(begun);
  const set = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });
  const { module, kind, source, target, level, parts } = draft;
  const chosen = modules.find((one) => one.key === module);
  const filter = useMemo(() => toFilter(parts), [parts]);
  const saidBefore = useSaid(rule);
  // A name that only says what it did does not stay when it does something else.
  const labels = givenLabels(draft.labels, saidBefore);
  const isComplete = wireWhom(target) !== null && (kind === "owner" ? wireWhom(source) !== null : filter !== undefined);
  const conditions = useConditions(kind === "criteria" ? module : undefined, filter);
  // What nobody named is called by what it does.
  const proposed = isComplete ? sayDraft(draft, chosen ? plural(chosen) : module, conditions, w) : "";
  const save = async () => {
    const what = kind === "owner" ? { source: wireWhom(source) ?? undefined } : { filter };
    const whom = wireWhom(target);
    if (whom === null) return;
    const label = isNamed(labels) ? labelsOf(labels) : { [locale]: proposed };
    const body = { module, label, kind, ...what, target: whom, level };
    const done = await send.send(async () => {
      await (rule ? api("PUT", `sharing-rules/${rule.id}`, { body }) : api("POST", "sharing-rules", { body }));
      await everythingChanged();
    });
    if (!done) return;
    say(w.saved);
    edited.close();
  };
  const kinds = (["owner", "criteria"] as const).map((key) => ({ value: key, label: w.kinds[key] }));
  return (
    <FormDrawer
      isOpen={edited.isOpen}
      title={rule ? w.edit : w.make}
      isChanged={JSON.stringify(draft) !== JSON.stringify(begun)}
      isComplete={isComplete}
      send={send}
      onSave={save}
      onClose={edited.close}
      width={520}
    >
      <Row label={w.module} fault={send.of("module")}>
        {(id) => (
          <Select
            id={id}
            value={module}
            onChange={(next) => set({ module: next, parts: [] })}
            options={modules.map((one) => ({ value: one.key, label: label(one) }))}
            showSearch={{ optionFilterProp: "label" }}
            style={{ width: "100%" }}
          />
        )}
      </Row>
      <Row label={w.kind}>
        {(id) => (
          <Segmented
            id={id}
            aria-label={w.kind}
            value={kind}
            onChange={(next) => set({ kind: next })}
            options={kinds}
            block
          />
        )}
      </Row>
      {kind === "owner" ? (
        <Row label={w.source} fault={send.of("source")} isRequired>
          {(id) => <SubjectPicker id={id} label={w.source} value={source} onChange={(next) => set({ source: next })} />}
        </Row>
      ) : (
        <Row label={w.filter} hint={w.filterHint} fault={send.of("filter")} isRequired>
          {(id) => (
            <Criteria
              id={id}
              label={w.filter}
              module={module}
              parts={parts}
              onChange={(next) => set({ parts: next })}
            />
          )}
        </Row>
      )}
      <Row label={w.target} fault={send.of("target")} isRequired>
        {(id) => <SubjectPicker id={id} label={w.target} value={target} onChange={(next) => set({ target: next })} />}
      </Row>
      <Row label={w.level} fault={send.of("level")}>
        {(id) => (
          <Segmented
            id={id}
            aria-label={w.level}
            value={level}
            onChange={(next) => set({ level: next })}
            options={LEVELS.map((key) => ({ value: key, label: w.levels[key] ?? key }))}
          />
        )}
      </Row>
      <LabelRows
        value={labels}
        onChange={(next) => set({ labels: next })}
        fault={send.of("label")}
        placeholder={proposed}
      />
    </FormDrawer>
  );
}
