import { Input } from "antd";
import { useState } from "react";
import { api } from "../../api/http";
import type { RecordRow } from "../../api/types";
import { useLocale } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { FormDrawer } from "../parts/FormDrawer";
import { Row } from "../parts/Section";
import { useSend } from "../parts/useSend";
import { everythingChanged } from "../queries";
import { PasswordInput } from "./PasswordInput";
import { RolesRow } from "./RolesRow";
import { useRoles } from "./useRoles";
import { useWords } from "./words";

interface GiveLoginProps {
  person: RecordRow;
  isOpen: boolean;
  onClose: () => void;
  /** What the person has to be told; nobody can see it again. */
  onGiven: (account: string, password: string) => void;
}

const EMPTY = { account: "", password: "" };

/** Gives a person a log-in: account, first password, roles. */
export function GiveLogin({ person, isOpen, onClose, onGiven }: GiveLoginProps) {
  const w = useWords();
  const locale = useLocale();
  const send = useSend();
  const [draft, setDraft] = useState(EMPTY);
  const set = (change: Partial<typeof EMPTY>) => setDraft({ ...draft, ...change });
  const account = draft.account.trim();
  const { password } = draft;
  // Whoever has no log-in yet may have roles.
  const roles = useRoles(person.id, isOpen);
  const give = async () => {
    const language = locale === "zh" ? ("zh-CN" as const) : ("en" as const);
    const body = { account, person: person.id, password, locale: language };
    if (!(await send.send(() => api("POST", "logins", { body })))) return;
    say(w.given(person.name));
    onClose();
    onGiven(account, password);
    try {
      if (roles.isChanged) await roles.put(roles.chosen);
    } catch (error) {
      // The log-in is there: its roles can be set where it is managed.
      sayFault(error);
    }
    await everythingChanged();
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title={`${w.give} · ${person.name}`}
      isChanged={JSON.stringify(draft) !== JSON.stringify(EMPTY) || roles.isChanged}
      isComplete={account !== "" && password !== ""}
      send={send}
      onSave={give}
      onClose={onClose}
      okText={w.give}
    >
      <Row label={w.account} hint={w.accountHint} fault={send.of("account") ?? send.of("person")} isRequired>
        {(id) => (
          <Input
            id={id}
            value={draft.account}
            autoComplete="off"
            status={send.of("account") ? "error" : ""}
            onChange={(event) => set({ account: event.target.value })}
          />
        )}
      </Row>
      <Row label={w.password} hint={w.passwordRule} fault={send.of("password")} isRequired>
        {(id) => (
          <PasswordInput
            id={id}
            value={password}
            onChange={(next) => set({ password: next })}
            invalid={send.of("password") !== undefined}
          />
        )}
      </Row>
      <RolesRow roles={roles} />
    </FormDrawer>
  );
}
