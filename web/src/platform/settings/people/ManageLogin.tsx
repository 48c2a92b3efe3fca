import { Button, Switch } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import type { RecordRow } from "../../api/types";
import { Moment } from "../../fields/dates";
import { say, sayFault } from "../../ui/toasts";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { again, everythingChanged } from "../queries";
import { PasswordInput } from "./PasswordInput";
import { RolesSelect } from "./RolesSelect";
import type { Login } from "./useLogins";
import { useWords } from "./words";

/** Switches a log-in off and on, sets its password, sets the roles of its person. */
export function ManageLogin({ person, login, roles }: { person: RecordRow; login: Login; roles: string[] }) {
  const w = useWords();
  const turn = async (disabled: boolean) => {
    await api("PATCH", `logins/${login.id}`, { body: { disabled } });
    await again("logins");
  };
  const change = async (isOn: boolean) => {
    try {
      await turn(!isOn);
      say((isOn ? w.switchedOn : w.switchedOff)(person.name), () => turn(isOn));
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <div className="login-form">
      <Row label={w.account}>{(id) => <output id={id}>{login.account}</output>}</Row>
      <Row label={w.lastSeen}>
        {(id) => <output id={id}>{login.last_seen_at ? <Moment value={login.last_seen_at} /> : w.never}</output>}
      </Row>
      <Row label={w.active} hint={w.disabledLead}>
        {(id) => <Switch id={id} checked={login.disabled_at === null} onChange={(isOn) => void change(isOn)} />}
      </Row>
      <Roles person={person} saved={roles} />
      <Reset person={person} login={login} />
    </div>
  );
}

function Roles({ person, saved }: { person: RecordRow; saved: string[] }) {
  const w = useWords();
  const send = useSend();
  // Null: as they are saved.
  const [changed, setChanged] = useState<string[] | null>(null);
  const roles = changed ?? saved;
  const isChanged = [...roles].sort().join() !== [...saved].sort().join();
  const put = async (of: string[]) => {
    await api("PUT", `people/${person.id}/roles`, { body: { roles: of } });
    await everythingChanged();
  };
  const save = async () => {
    if (!(await send.send(() => put(roles)))) return;
    setChanged(null);
    say(w.rolesSaved(person.name), () => put(saved));
  };
  return (
    <>
      <Row label={w.roles} hint={w.rolesHint} fault={send.fault ?? undefined}>
        {(id) => <RolesSelect id={id} value={roles} onChange={setChanged} />}
      </Row>
      <div className="set-foot">
        <Button disabled={!isChanged} loading={send.isBusy} onClick={() => void save()}>
          {w.save}
        </Button>
      </div>
    </>
  );
}

function Reset({ person, login }: { person: RecordRow; login: Login }) {
  const w = useWords();
  const send = useSend();
  const [password, setPassword] = useState("");
  const save = async () => {
    const done = await send.send(() => api("PATCH", `logins/${login.id}`, { body: { password } }));
    // The password stays to be read: it has to be told to the person.
    if (done) say(w.wasReset(person.name));
  };
  return (
    <>
      <h3>{w.reset}</h3>
      <Row label={w.newPassword} hint={w.resetLead} fault={send.of("password") ?? send.fault ?? undefined}>
        {(id) => <PasswordInput id={id} value={password} onChange={setPassword} invalid={send.fault !== null} />}
      </Row>
      <div className="set-foot">
        <Button disabled={password === ""} loading={send.isBusy} onClick={() => void save()}>
          {w.reset}
        </Button>
      </div>
    </>
  );
}
