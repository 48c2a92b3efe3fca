import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/** The worker between the pages and the network. It keeps the files of the app, so that it opens without a network, and
 * nothing that the server says: what a person may see is decided anew each time. */

/** What this file needs of where it runs; the compiler knows the world of the pages only. */
interface Scope {
  __WB_MANIFEST: (PrecacheEntry | string)[];
  skipWaiting: () => Promise<void>;
  addEventListener: (type: "message" | "install", run: (event: WorkerEvent) => void) => void;
}

interface WorkerEvent extends MessageEvent {
  /** Requests that go to the network without this worker, where the browser knows how. */
  addRoutes?: (routes: object) => Promise<void>;
}

declare const self: Scope;

/** A page that takes longer opens with the files that are kept; what it shows is asked for then. */
const PATIENCE_MS = 4_000;

const files = self.__WB_MANIFEST;
const index = "/index.html";

self.addEventListener("install", (event) => {
  const condition = { urlPattern: { pathname: "/api/*" } };
  void event.addRoutes?.({ condition, source: "network" }).catch(() => {
    // Then they come through here and are let through.
  });
});

registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      const kept = () => matchPrecache(index);
      const late = new Promise<Response | undefined>((resolve) => setTimeout(() => resolve(kept()), PATIENCE_MS));
      const sent = fetch(request).then((answer) => (isAway(answer) ? kept() : answer), kept);
      return (await Promise.race([sent, late])) ?? (await sent) ?? Response.error();
    },
    { denylist: [/^\/api\//] },
  ),
);
precacheAndRoute(files);
cleanupOutdatedCaches();
clientsClaim();

/** A proxy answers for a server that is away. */
function isAway({ status }: Response): boolean {
  return status >= 502 && status <= 504;
}

self.addEventListener("message", ({ data, ports }) => {
  if (data === "activate") void self.skipWaiting();
  // A page asks by the file that it began with whether this worker is of its own version.
  if (typeof data?.isOf === "string") ports[0]?.postMessage(files.some((file) => nameOf(file) === data.isOf));
});

function nameOf(file: PrecacheEntry | string): string {
  return `/${typeof file === "string" ? file : file.url}`;
}
