import { QueryClientProvider } from "@tanstack/react-query";
import { defaultParseSearch, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setUpHttp } from "./platform/api/http";
import { apps, moduleOf, queryClient, session } from "./platform/api/queries";
import "./platform/app/base.css";
import { shipped } from "./apps/appearance";
import { present } from "./platform/app/appearance";
import { usePrefs } from "./platform/app/prefs";
import { Look } from "./platform/app/theme";
import { box } from "./platform/offline/box";
import { NewVersion } from "./platform/offline/NewVersion";
import { useReach, watchReach } from "./platform/offline/reach";
import { askAhead } from "./platform/records/ahead";
import { readListSearch } from "./platform/records/search";
import { Toasts } from "./platform/ui/toasts";
import { router } from "./routes";

setUpHttp({
  locale: usePrefs.getState().locale,
  onSignedOut: () => {
    queryClient.setQueryData(session.queryKey, null);
    void router.invalidate();
  },
  onReach: useReach.getState().set,
});
watchReach(() => {
  // What could not be shown is asked for anew.
  void queryClient.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
  if (router.state.matches.some(({ status }) => status === "error")) void router.invalidate();
  if (box.entries().length > 0) void import("./platform/offline/sync").then(({ keepSending }) => keepSending());
});
usePrefs.subscribe(({ locale }) => setUpHttp({ locale }));

present(shipped);

// What the address needs is asked for at once, beside who is signed in.
const module = /^\/(?:records|import)\/([a-z0-9_]+)/.exec(location.pathname)?.[1];
if (module) void queryClient.prefetchQuery(moduleOf(module));
if (module && location.pathname === `/records/${module}`) {
  askAhead(module, readListSearch(defaultParseSearch(location.search)));
}
if (!/^\/(?:sign-in|setup)/.test(location.pathname)) void queryClient.prefetchQuery(apps);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Look>
          <RouterProvider router={router} />
          <Toasts />
          <NewVersion />
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** So long nothing competes with what the page asks for at first. */
const QUIET_MS = 5_000;

// Only a built app has files whose names are theirs for good.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run));
  const begin = () =>
    import("./platform/offline/install")
      .then(({ install }) => install())
      .catch(() => {
        // Without a network it is for another day.
      });
  setTimeout(() => whenIdle(begin), QUIET_MS);
}
