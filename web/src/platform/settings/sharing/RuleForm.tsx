import { Drawer, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import type { Leaf } from "../../api/types";
import { toFilter, toLeaves } from "../../filter/filter";
import { useLabel, useLocale } from "../../i18n";
import { useMe } from "../../records/useModule";
import { say } from "../../ui/toasts";
import { useIsPhone } from "../../ui/useIsPhone";
import { DrawerFoot } from "../parts/DrawerFoot";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { Criteria } from "./Criteria";
import { SubjectPicker } from "./SubjectPicker";
import { type SharingRule, sayRule, whomOf, wireWhom } from "./sentence";
import { useConditions } from "./useConditions";
import { useWords } from "./words";

interface RuleFormProps {
  rule: SharingRule | null;
  isOpen: boolean;
  /** The module of a new rule, when the list is narrowed to one. */
  start: string | undefined;
  onClose: () => void;
}

const LEVELS: SharingRule["level"][] = ["read", "write"];

/** Makes a sharing rule, or replaces one. */
export function RuleForm({ rule, isOpen, start, onClose }: RuleFormProps) {
  const w = useWords();
  const label = useLabel();
  const locale = useLocale();
  const isPhone = useIsPhone();
  const send = useSend();
  const modules = useMe().modules.filter((module) => module.owned);
  const [module, setModule] = useState(rule?.module ?? start ?? modules[0]?.key ?? "");
  const [name, setName] = useState(rule ? label(rule) : "");
  const [kind, setKind] = useState<SharingRule["kind"]>(rule?.kind ?? "owner");
  const [source, setSource] = useState(whomOf(rule?.source));
  const [target, setTarget] = useState(whomOf(rule?.target));
  const [level, setLevel] = useState<SharingRule["level"]>(rule?.level ?? "read");
  // Null: the filter says more than chips can, and stays as it is.
  const [leaves, setLeaves] = useState<Leaf[] | null>(toLeaves(rule?.filter));
  const chosen = modules.find((one) => one.key === module);
  const filter = leaves === null ? rule?.filter : toFilter(leaves);
  const isComplete = wireWhom(target) !== null && (kind === "owner" ? wireWhom(source) !== null : filter !== undefined);
  const conditions = useConditions(kind === "criteria" ? module : undefined, filter);
  // What nobody named is called by what it does.
  const proposed = () => {
    const asSubject = ({ kind: of, link }: typeof source) => ({
      kind: of,
      id: link?.id ?? "",
      name: link?.name ?? null,
    });
    const shown = { kind, source: asSubject(source), target: asSubject(target), level } as SharingRule;
    return sayRule(shown, chosen ? label(chosen) : module, conditions, w).slice(0, 80);
  };
  const save = async () => {
    const labels = { ...rule?.labels, [locale]: name.trim() || proposed() };
    const what = kind === "owner" ? { source: wireWhom(source) ?? undefined } : { filter };
    const whom = wireWhom(target);
    if (whom === null) return;
    const body = { module, label: labels, kind, ...what, target: whom, level };
    const done = await send.send(async () => {
      await (rule ? api("PUT", `sharing-rules/${rule.id}`, { body }) : api("POST", "sharing-rules", { body }));
      await again("sharing-rules");
    });
    if (!done) return;
    say(w.saved);
    onClose();
  };
  const kinds = (["owner", "criteria"] as const).map((key) => ({ value: key, label: w.kinds[key] }));
  const foot = <DrawerFoot send={send} canSave={isComplete} onCancel={onClose} onSave={() => void save()} />;
  return (
    <Drawer open={isOpen} title={rule ? w.edit : w.make} onClose={onClose} size={isPhone ? "100%" : 520} footer={foot}>
      <Row label={w.module} fault={send.of("module")}>
        {(id) => (
          <Select
            id={id}
            value={module}
            onChange={(next) => {
              setModule(next);
              setLeaves([]);
            }}
            options={modules.map((one) => ({ value: one.key, label: label(one) }))}
            showSearch={{ optionFilterProp: "label" }}
            style={{ width: "100%" }}
          />
        )}
      </Row>
      <Row label={w.kind}>
        {(id) => <Segmented id={id} aria-label={w.kind} value={kind} onChange={setKind} options={kinds} block />}
      </Row>
      {kind === "owner" ? (
        <Row label={w.source} fault={send.of("source")} isRequired>
          {(id) => <SubjectPicker id={id} label={w.source} value={source} onChange={setSource} />}
        </Row>
      ) : (
        <Row label={w.filter} hint={w.filterHint} fault={send.of("filter")} isRequired>
          {() => <Criteria module={module} leaves={leaves} onChange={setLeaves} />}
        </Row>
      )}
      <Row label={w.target} fault={send.of("target")} isRequired>
        {(id) => <SubjectPicker id={id} label={w.target} value={target} onChange={setTarget} />}
      </Row>
      <Row label={w.level} fault={send.of("level")}>
        {(id) => (
          <Segmented
            id={id}
            aria-label={w.level}
            value={level}
            onChange={setLevel}
            options={LEVELS.map((key) => ({ value: key, label: w.levels[key] ?? key }))}
          />
        )}
      </Row>
      <Row label={w.label} fault={send.of("label")}>
        {(id) => (
          <Input
            id={id}
            value={name}
            maxLength={80}
            placeholder={isComplete ? proposed() : ""}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Row>
    </Drawer>
  );
}
