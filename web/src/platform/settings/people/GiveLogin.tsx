import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { api } from "../../api/http";
import type { RecordRow } from "../../api/types";
import { useLocale } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { everythingChanged } from "../queries";
import { PasswordInput } from "./PasswordInput";
import { RolesSelect } from "./RolesSelect";
import { useWords } from "./words";

interface GiveLoginProps {
  person: RecordRow;
  onGiven: (account: string, password: string) => void;
}

/** Gives a person a log-in: account, first password, roles. */
export function GiveLogin({ person, onGiven }: GiveLoginProps) {
  const w = useWords();
  const locale = useLocale();
  const send = useSend();
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [roles, setRoles] = useState<string[]>([]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const language = locale === "zh" ? ("zh-CN" as const) : ("en" as const);
    const body = { account: account.trim(), person: person.id, password, locale: language };
    const done = await send.send(() => api("POST", "logins", { body }));
    if (!done) return;
    say(w.given(person.name));
    onGiven(account.trim(), password);
    try {
      if (roles.length > 0) await api("PUT", `people/${person.id}/roles`, { body: { roles } });
    } catch (error) {
      // The log-in is there: its roles are set where it is managed, which is shown as soon as it is known.
      sayFault(error);
    }
    await everythingChanged();
  };
  return (
    <form className="login-form" onSubmit={submit}>
      <Row label={w.account} hint={w.accountHint} fault={send.of("account") ?? send.of("person")} isRequired>
        {(id) => (
          <Input id={id} value={account} autoComplete="off" onChange={(event) => setAccount(event.target.value)} />
        )}
      </Row>
      <Row label={w.password} hint={w.passwordRule} fault={send.of("password")} isRequired>
        {(id) => (
          <PasswordInput id={id} value={password} onChange={setPassword} invalid={send.of("password") !== undefined} />
        )}
      </Row>
      <Row label={w.roles} hint={w.rolesHint}>
        {(id) => <RolesSelect id={id} value={roles} onChange={setRoles} />}
      </Row>
      {send.fault && (
        <p className="late" role="alert">
          {send.fault}
        </p>
      )}
      <div className="set-foot end">
        <Button
          type="primary"
          htmlType="submit"
          loading={send.isBusy}
          disabled={account.trim() === "" || password === ""}
        >
          {w.give}
        </Button>
      </div>
    </form>
  );
}
