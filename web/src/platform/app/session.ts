import { useNavigate } from "@tanstack/react-router";
import { api } from "../api/http";
import { queryClient, session } from "../api/queries";
import type { Me } from "../api/types";
import { box, discardAll } from "../offline/box";
import { ofPerson } from "../offline/queue";
import { useQueuePanel } from "../offline/useQueue";
import { useMe } from "../records/useModule";
import { sayFault } from "../ui/toasts";
import { usePrefs } from "./prefs";

/** Signs in; from then on the person's own language is spoken. */
export async function signIn(account: string, password: string): Promise<Me> {
  const me = await api("POST", "session", { body: { account, password } });
  queryClient.clear();
  const whole = await queryClient.fetchQuery(session);
  usePrefs.getState().set({ locale: me.locale === "en" ? "en" : "zh" });
  return whole ?? me;
}

/** The other language, at once; the server remembers it for this person. */
export async function switchLanguage(): Promise<void> {
  const { locale, set } = usePrefs.getState();
  const next = locale === "zh" ? "en" : "zh";
  set({ locale: next });
  try {
    await api("PATCH", "session", { body: { locale: next === "zh" ? "zh-CN" : "en" } });
  } catch (error) {
    sayFault(error);
  }
}

/** Ends the session; nothing that was fetched or written in it stays. What is not sent yet is asked about before. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  const { id } = useMe().person;
  const leave = async () => {
    try {
      await api("DELETE", "session");
      discardAll(id);
      useQueuePanel.getState().close();
      queryClient.clear();
      await navigate({ to: "/sign-in" });
    } catch (error) {
      sayFault(error);
    }
  };
  return () => {
    if (ofPerson(box.entries(), id).length > 0) useQueuePanel.getState().open(() => void leave());
    else void leave();
  };
}
