import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  useRouter,
  useRouterState,
} from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { salesSettings } from "./apps/sales/settings/pages";
import { Offline } from "./platform/api/http";
import { apps, moduleOf, queryClient, recordOf, session } from "./platform/api/queries";
import { readParameter } from "./platform/app/parameters";
import { Shell } from "./platform/app/Shell";
import { SignIn } from "./platform/app/SignIn";
import { useText } from "./platform/i18n";
import { askAhead } from "./platform/records/ahead";
import { readListSearch } from "./platform/records/search";
import { addSettings } from "./platform/settings/registry";
import { readSettingsSearch } from "./platform/settings/search";
import { isSetupNeeded } from "./platform/setup/queries";
import { belongsTo, readSetupSearch } from "./platform/setup/search";
import { readImportSearch } from "./platform/transfer/search";
import { Failed, State } from "./platform/ui/states";

/** Every page of the app, and what each of them needs to know before it is drawn. Pages are fetched when they are gone to. */
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const OfflinePage = lazy(() => import("./platform/offline/OfflinePage"));

/** Why a page could not be had. Without the server there is no shell either: nothing is known of the person. */
function Fault({ error }: { error: unknown }) {
  const router = useRouter();
  const isBare = useRouterState({
    select: ({ matches }) => matches.some(({ routeId, status }) => routeId === "/app" && status === "error"),
  });
  const retry = () => router.invalidate();
  if (error instanceof Offline && isBare) {
    return (
      <Suspense>
        <OfflinePage retry={retry} />
      </Suspense>
    );
  }
  return <Failed error={error} retry={() => void retry()} />;
}

function NotFound() {
  return <State title={useText().state.missing} />;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === "string" ? { to: search.to } : {},
  beforeLoad: async () => {
    if (await isSetupNeeded()) throw redirect({ to: "/setup" });
  },
  component: SignIn,
});

/** An organisation in which nobody can sign in yet. */
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: readSetupSearch,
  beforeLoad: async ({ search: { step = "company" } }) => {
    const isNeeded = await isSetupNeeded();
    const place = belongsTo(step, isNeeded, isNeeded ? null : await queryClient.ensureQueryData(session));
    if (place === "sign-in") throw redirect({ to: "/sign-in" });
    if (place === "home") throw redirect({ to: "/" });
    if (place !== null) throw redirect({ to: "/setup", search: { step: place } });
  },
  component: lazyRouteComponent(() => import("./platform/setup/SetupPage"), "SetupPage"),
  errorComponent: Fault,
});

/** Pages inside the shell: only for whoever is signed in. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ location }) => {
    const me = await queryClient.ensureQueryData(session);
    if (me === null) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
  },
  loader: () => queryClient.ensureQueryData(apps),
  component: Shell,
  errorComponent: Fault,
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  component: lazyRouteComponent(() => import("./apps/home/HomePage"), "HomePage"),
});

const list = createRoute({
  getParentRoute: () => app,
  path: "/records/$module",
  validateSearch: readListSearch,
  loaderDeps: ({ search: { view, base, filter, sort, q, from } }) => ({ view, base, filter, sort, q, from }),
  // The first rows come while the page itself and its metadata are fetched.
  loader: async ({ params, deps }) => {
    const withMetadata = askAhead(params.module, deps);
    withMetadata(await queryClient.ensureQueryData(moduleOf(params.module)));
  },
  component: lazyRouteComponent(() => import("./platform/records/ListPage"), "ListPage"),
  errorComponent: Fault,
});

const record = createRoute({
  getParentRoute: () => app,
  path: "/records/$module/$id",
  // The record and its module come together; the page says itself when the record cannot be had.
  loader: ({ params }) => {
    void queryClient.prefetchQuery(recordOf(params.module, params.id));
    return queryClient.ensureQueryData(moduleOf(params.module));
  },
  component: lazyRouteComponent(() => import("./platform/records/RecordPage"), "RecordPage"),
  errorComponent: Fault,
});

const importing = createRoute({
  getParentRoute: () => app,
  path: "/import/$module",
  validateSearch: readImportSearch,
  loader: ({ params }) => queryClient.ensureQueryData(moduleOf(params.module)),
  component: lazyRouteComponent(() => import("./platform/transfer/ImportPage"), "ImportPage"),
  errorComponent: Fault,
});

addSettings(...salesSettings);

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("./platform/settings/SettingsPage"), "SettingsPage"),
});

const settingsPage = createRoute({
  getParentRoute: () => app,
  path: "/settings/$page",
  validateSearch: readSettingsSearch,
  component: lazyRouteComponent(() => import("./platform/settings/SettingsPage"), "SettingsPage"),
});

export const routeTree = root.addChildren([
  signIn,
  setup,
  app.addChildren([home, list, record, importing, settings, settingsPage]),
]);

export const router = createRouter({
  routeTree,
  parseSearch: parseSearchWith(readParameter),
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
