import { Button } from "antd";
import { api } from "../../api/http";
import type { RecordRow } from "../../api/types";
import { say } from "../../ui/toasts";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { PasswordInput } from "./PasswordInput";
import type { Login } from "./useLogins";
import { useWords } from "./words";

interface ResetPasswordProps {
  person: RecordRow;
  login: Login;
  password: string;
  onChange: (password: string) => void;
  onReset: () => void;
}

/** Sets the password of a log-in, which is then told to its person. */
export function ResetPassword({ person, login, password, onChange, onReset }: ResetPasswordProps) {
  const w = useWords();
  const send = useSend();
  const reset = async () => {
    if (!(await send.send(() => api("PATCH", `logins/${login.id}`, { body: { password } })))) return;
    say(w.wasReset(person.name));
    onReset();
  };
  return (
    <Row label={w.newPassword} hint={w.resetLead} fault={send.of("password") ?? send.fault ?? undefined}>
      {(id) => (
        <>
          <PasswordInput
            id={id}
            value={password}
            onChange={onChange}
            onEnter={() => password !== "" && void reset()}
            invalid={send.fault !== null}
          />
          <Button className="login-reset" disabled={password === ""} loading={send.isBusy} onClick={() => void reset()}>
            {w.reset}
          </Button>
        </>
      )}
    </Row>
  );
}
