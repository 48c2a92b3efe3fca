import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { api } from "../../api/http";
import { useMe } from "../../records/useModule";
import { say } from "../../ui/toasts";
import { Row, Section } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { again } from "../queries";
import { useWords } from "./words";

const EMPTY = { now: "", next: "", again: "" };

/** Changes the own password. */
export function Password() {
  const w = useWords();
  const me = useMe();
  const send = useSend();
  const [typed, setTyped] = useState(EMPTY);
  const [differs, setDiffers] = useState(false);
  const set = (change: Partial<typeof EMPTY>) => {
    setTyped({ ...typed, ...change });
    setDiffers(false);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.next !== typed.again) return setDiffers(true);
    const done = await send.send(() =>
      api("POST", "session/password", { body: { password: typed.now, new_password: typed.next } }),
    );
    if (!done) return;
    setTyped(EMPTY);
    say(w.changed);
    await again("sessions");
  };
  // The server names a weak password by the member `password`, too; a wrong one says so by its code.
  const isPresentWrong = send.faults.some((one) => one.field === "password" && one.code === "wrong_password");
  const nextFault = send.of("new_password") ?? (isPresentWrong ? undefined : send.of("password"));
  const otherFault = isPresentWrong || nextFault !== undefined ? null : send.fault;
  return (
    <Section title={w.password} lead={w.passwordLead}>
      <form onSubmit={submit}>
        <input type="text" hidden readOnly autoComplete="username" value={me.person.name} />
        <Row label={w.now} fault={isPresentWrong ? send.of("password") : undefined}>
          {(id) => (
            <Input.Password
              id={id}
              autoComplete="current-password"
              value={typed.now}
              onChange={(event) => set({ now: event.target.value })}
            />
          )}
        </Row>
        <Row label={w.next} hint={w.rule} fault={nextFault}>
          {(id) => (
            <Input.Password
              id={id}
              autoComplete="new-password"
              value={typed.next}
              onChange={(event) => set({ next: event.target.value })}
            />
          )}
        </Row>
        <Row label={w.again} fault={differs ? w.differs : undefined}>
          {(id) => (
            <Input.Password
              id={id}
              autoComplete="new-password"
              value={typed.again}
              onChange={(event) => set({ again: event.target.value })}
            />
          )}
        </Row>
        <div className="set-row">
          <span />
          <Button htmlType="submit" loading={send.isBusy} disabled={typed.now === "" || typed.next === ""}>
            {w.change}
          </Button>
        </div>
        {otherFault && (
          <p className="late" role="alert">
            {otherFault}
          </p>
        )}
      </form>
    </Section>
  );
}
