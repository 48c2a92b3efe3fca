import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { type FormEvent, useEffect, useState } from "react";
import { useText } from "../i18n";
import { reasonOf } from "../ui/toasts";
import { signIn } from "./session";

/** The first page of whoever is not signed in. */
export function SignIn() {
  const t = useText();
  const navigate = useNavigate();
  const { to } = useSearch({ from: "/sign-in" });
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = t.signIn.title;
  }, [t]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (account.trim() === "") return setFault(t.signIn.missing(t.signIn.account));
    if (password === "") return setFault(t.signIn.missing(t.signIn.password));
    setBusy(true);
    try {
      await signIn(account.trim(), password);
      // Only an address of our own: whoever made the link must not lead people elsewhere.
      await navigate({ to: to?.startsWith("/") && !to.startsWith("//") ? to : "/" });
    } catch (error) {
      setFault(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="signin">
      <form onSubmit={submit} noValidate>
        <h1>
          <span className="mark" aria-hidden="true">
            合
          </span>
          {t.signIn.title}
        </h1>
        <p>{t.signIn.lead}</p>
        {fault && (
          <p className="fault" role="alert">
            {fault}
          </p>
        )}
        <label htmlFor="account">
          <span>{t.signIn.account}</span>
          <Input
            id="account"
            value={account}
            onChange={(event) => setAccount(event.target.value)}
            autoComplete="username"
            autoFocus
          />
        </label>
        <label htmlFor="password">
          <span>{t.signIn.password}</span>
          <Input.Password
            id="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
          />
        </label>
        <Button type="primary" htmlType="submit" block loading={isBusy} size="large">
          {t.signIn.submit}
        </Button>
      </form>
    </main>
  );
}
