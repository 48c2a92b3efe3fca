import { useState } from "react";
import type { RecordRow } from "../../api/types";
import { Secret } from "../parts/Secret";
import type { Edited } from "../parts/useEdited";
import { GiveLogin } from "./GiveLogin";
import { ManageLogin } from "./ManageLogin";
import type { Login } from "./useLogins";
import { useWords } from "./words";

/** Whose log-in is open. */
export interface OpenLogin {
  person: RecordRow;
  /** There was none when it was opened. */
  isNew: boolean;
}

interface LoginFormsProps {
  edited: Edited<OpenLogin>;
  loginOf: (person: string) => Login | null | undefined;
}

/** The log-in of a person and the roles that go with it, and what the person is told of it. */
export function LoginForms({ edited, loginOf }: LoginFormsProps) {
  const w = useWords();
  const [told, setTold] = useState<string | null>(null);
  const tell = (account: string, password: string) => setTold(`${account} ${password}`);
  const { one: open, isOpen, turn, close } = edited;
  const login = open ? loginOf(open.person.id) : null;
  const form = { isOpen, onClose: close };
  return (
    <>
      {open?.isNew && <GiveLogin key={turn} person={open.person} {...form} onGiven={tell} />}
      {open && !open.isNew && login && (
        <ManageLogin key={turn} person={open.person} login={login} {...form} onReset={tell} />
      )}
      <Secret title={w.tellTitle} lead={w.tell} text={told} onDone={() => setTold(null)} />
    </>
  );
}
