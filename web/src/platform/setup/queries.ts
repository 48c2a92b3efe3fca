import { queryOptions } from "@tanstack/react-query";
import type { Answer, Body } from "../api/doors";
import { api } from "../api/http";
import { apps, queryClient, session } from "../api/queries";
import type { App } from "../api/types";
import { usePrefs } from "../app/prefs";

/** Can nobody sign in yet, so that the organisation must be set up? */
export const setupState = queryOptions({
  queryKey: ["setup"],
  staleTime: 0,
  queryFn: ({ signal }) => api("GET", "setup", { signal }),
});

/** The same for pages that lead there. Once it is set up it stays so; a server that cannot say it is. */
export async function isSetupNeeded(): Promise<boolean> {
  if (queryClient.getQueryData(setupState.queryKey)?.needed === false) return false;
  try {
    return (await queryClient.fetchQuery(setupState)).needed;
  } catch {
    return false;
  }
}

export type SetUp = Body<"POST", "setup"> & { organisation: { zone: string; currency: string } };

/** Makes the organisation and its first administrator, who is signed in from then on. */
export async function setUp(said: SetUp): Promise<void> {
  await api("POST", "setup", { body: said });
  queryClient.clear();
  const me = await queryClient.fetchQuery(session);
  if (me) usePrefs.getState().set({ locale: me.locale === "en" ? "en" : "zh" });
}

/** What comes or goes with an app. */
export type AppChange = Answer<"PATCH", `apps/${string}`>;

/** What switching an app would do; nothing is switched. */
export const appChange = (app: string, on: boolean, locale: string) =>
  queryOptions({
    queryKey: ["app change", app, on, locale],
    queryFn: () => api("PATCH", `apps/${app}`, { body: { on, dry_run: true } }),
  });

/** Switches apps, one after the other. */
export async function switchApps(changes: Pick<App, "key" | "on">[]): Promise<void> {
  try {
    for (const { key, on } of changes) await api("PATCH", `apps/${key}`, { body: { on } });
  } finally {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: apps.queryKey }),
      queryClient.invalidateQueries({ queryKey: session.queryKey }),
    ]);
  }
}
