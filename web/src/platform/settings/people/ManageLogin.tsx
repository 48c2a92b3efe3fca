import { Link } from "@tanstack/react-router";
import { Switch } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import type { RecordRow } from "../../api/types";
import { Moment } from "../../fields/dates";
import { useMe } from "../../records/useModule";
import { say, sayFault } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { again, everythingChanged } from "../queries";
import { ResetPassword } from "./ResetPassword";
import { RolesRow } from "./RolesRow";
import type { Login } from "./useLogins";
import { useRoles } from "./useRoles";
import { useWords } from "./words";

interface ManageLoginProps {
  person: RecordRow;
  login: Login;
  isOpen: boolean;
  onClose: () => void;
  /** What the person has to be told; nobody can see it again. */
  onReset: (account: string, password: string) => void;
}

/** Switches a log-in off and on and sets its password, each at once; the roles of its person are saved. */
export function ManageLogin({ person, login, isOpen, onClose, onReset }: ManageLoginProps) {
  const w = useWords();
  const send = useSend();
  // Whoever ends the own log-in here would be out before anything could be told.
  const isOwn = login.id === useMe().login;
  const roles = useRoles(person.id, isOpen);
  const [password, setPassword] = useState("");
  const put = async (of: string[]) => {
    await roles.put(of);
    await everythingChanged();
  };
  const save = async () => {
    const { saved, chosen } = roles;
    if (!(await send.send(() => put(chosen)))) return;
    say(w.rolesSaved(person.name), () => put(saved));
    onClose();
  };
  const reset = () => {
    onReset(login.account, password);
    setPassword("");
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title={`${w.manage} · ${person.name}`}
      isChanged={roles.isChanged || password !== ""}
      isComplete={roles.isChanged}
      send={send}
      onSave={save}
      onClose={onClose}
    >
      <Row label={w.account}>{(id) => <output id={id}>{login.account}</output>}</Row>
      <Row label={w.lastSeen}>
        {(id) => <output id={id}>{login.last_seen_at ? <Moment value={login.last_seen_at} /> : w.never}</output>}
      </Row>
      <Active person={person} login={login} isOwn={isOwn} />
      <RolesRow roles={roles} fault={send.of("roles")} />
      {isOwn ? (
        <Row label={w.newPassword}>
          {() => (
            <Link to="/settings/$page" params={{ page: "account" }} search={{}}>
              {w.ownPassword}
            </Link>
          )}
        </Row>
      ) : (
        <ResetPassword person={person} login={login} password={password} onChange={setPassword} onReset={reset} />
      )}
    </FormDrawer>
  );
}

type ActiveProps = Pick<ManageLoginProps, "person" | "login"> & { isOwn: boolean };

function Active({ person, login, isOwn }: ActiveProps) {
  const w = useWords();
  const [isBusy, setBusy] = useState(false);
  const turn = async (disabled: boolean) => {
    await api("PATCH", `logins/${login.id}`, { body: { disabled } });
    await again("logins");
  };
  const change = async (isOn: boolean) => {
    setBusy(true);
    try {
      await turn(!isOn);
      say((isOn ? w.switchedOn : w.switchedOff)(person.name), () => turn(isOn));
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Row label={w.active} hint={isOwn ? w.ownActive : w.disabledLead}>
      {(id) => (
        <Switch
          id={id}
          disabled={isOwn}
          checked={login.disabled_at === null}
          loading={isBusy}
          onChange={(isOn) => void change(isOn)}
        />
      )}
    </Row>
  );
}
