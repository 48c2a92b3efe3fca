import { Button, Switch, Tooltip } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import { useLabel } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { Crumb } from "../parts/Crumb";
import { LabelRows } from "../parts/LabelRows";
import { labelsOf, useNameOf } from "../parts/labels";
import { SaveBar } from "../parts/SaveBar";
import { Row, Section } from "../parts/Section";
import { Tabs } from "../parts/Tabs";
import { useGuard } from "../parts/useGuard";
import { useSend } from "../parts/useSend";
import { everythingChanged } from "../queries";
import { useChosen, useLeave } from "../useSettings";
import { useWords as useCommon } from "../words";
import { MatrixTable } from "./MatrixTable";
import { Members } from "./Members";
import { isSame, type Role, tidy } from "./matrix";
import { useWords } from "./words";

const ADMINISTRATOR = "administrator";

/** A role in full: its rights as a table, its members, its name. Rights and name are saved as one. */
export function RoleEditor({ role }: { role: Role }) {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const nameOf = useNameOf();
  const [{ tab = "rights" }, choose] = useChosen();
  // Only what was changed: the rest is as the server has it now.
  const [changed, setChanged] = useState<Partial<Pick<Role, "labels" | "admin" | "modules">>>({});
  const set = (change: typeof changed) => setChanged({ ...changed, ...change });
  const draft = { ...role, ...changed };
  const send = useSend();
  const isChanged =
    draft.admin !== role.admin ||
    JSON.stringify(labelsOf(draft.labels)) !== JSON.stringify(role.labels) ||
    !isSame(draft.modules, role.modules);
  useGuard(isChanged && !send.isBusy, true);
  const save = async () => {
    const body = { label: labelsOf(draft.labels), admin: draft.admin, modules: tidy(draft.modules) };
    const done = await send.send(async () => {
      await api("PUT", `roles/${role.key}`, { body });
      await everythingChanged();
    });
    if (!done) return;
    setChanged({});
    say(w.saved(nameOf(draft.labels, role.key)));
  };
  const discard = () => {
    setChanged({});
    send.clear();
  };
  // What is wrong with the name is said on another tab than the one on which it was saved.
  const isNameWrong = send.of("label") !== undefined || send.of("admin") !== undefined;
  const tabs = (["rights", "members", "basics"] as const).map((key) => ({ key, label: w.tabs[key] }));
  return (
    <>
      <Crumb back={w.all} onBack={() => choose({ of: undefined, tab: undefined })} title={label(role)}>
        <Remove role={role} onReset={discard} />
      </Crumb>
      <Tabs label={label(role)} value={tab} tabs={tabs} onChange={(key) => choose({ tab: key }, true)} />
      {tab === "members" ? (
        <Members role={role} />
      ) : tab === "basics" ? (
        <Section>
          <LabelRows value={draft.labels} onChange={(labels) => set({ labels })} fault={send.of("label")} />
          <Row label={common.key}>{(id) => <output id={id}>{role.key}</output>}</Row>
          <Row
            label={w.isAdmin}
            hint={role.key === ADMINISTRATOR ? w.adminFixed : w.isAdminHint}
            fault={send.of("admin")}
          >
            {(id) => (
              <Switch
                id={id}
                checked={draft.admin}
                disabled={role.key === ADMINISTRATOR}
                onChange={(admin) => set({ admin })}
              />
            )}
          </Row>
        </Section>
      ) : draft.admin ? (
        <Section>
          <p>{w.admin}</p>
        </Section>
      ) : (
        <MatrixTable matrix={draft.modules} onChange={(modules) => set({ modules })} />
      )}
      <SaveBar isChanged={isChanged} send={send} onSave={() => void save()} onDiscard={discard}>
        {isNameWrong && tab !== "basics" && (
          <Button onClick={() => choose({ tab: "basics" }, true)}>{w.tabs.basics}</Button>
        )}
      </SaveBar>
    </>
  );
}

/** Deletes a role of one's own; a shipped one goes back to what it was. */
function Remove({ role, onReset }: { role: Role; onReset: () => void }) {
  const w = useWords();
  const label = useLabel();
  const ask = useAsk();
  const leave = useLeave();
  const name = label(role);
  const remove = async () => {
    try {
      await api("DELETE", `roles/${role.key}`);
      if (role.shipped) onReset();
      else leave();
      await everythingChanged();
      say(role.shipped ? w.restored(name) : w.removed(name));
    } catch (error) {
      sayFault(error);
    }
  };
  if (!role.shipped) {
    const asked = { title: w.removeAsk(name), content: w.removeLead, okText: w.remove, isGrave: true, onOk: remove };
    return (
      <Button danger onClick={() => void ask(asked)}>
        {w.remove}
      </Button>
    );
  }
  const asked = { title: w.restoreAsk(name), content: w.restoreLead, okText: w.restore, isGrave: true, onOk: remove };
  if (!role.changed) return <span className="dim">{w.cannotRemove}</span>;
  return (
    <Tooltip title={w.cannotRemove}>
      <Button onClick={() => void ask(asked)}>{w.restore}</Button>
    </Tooltip>
  );
}
