import { useVersion } from "./useVersion";

/** A window that stays open asks this often whether there is another version. */
const HOUR_MS = 3_600_000;

/** Installs the worker, and watches for a new version. The page never changes by itself: the person is told, and goes over
 * when it suits. */
export async function install(): Promise<void> {
  const { serviceWorker } = navigator;
  const wasControlled = serviceWorker.controller !== null;
  const found = await serviceWorker.register("/sw.js").catch(() => null);
  // A private window, or a certificate that the browser does not trust: the app works without.
  if (found === null) return;
  if (found.waiting) void offer(found.waiting);
  found.addEventListener("updatefound", () => {
    const { installing } = found;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && serviceWorker.controller) void offer(installing);
    });
  });
  let isFirst = !wasControlled;
  serviceWorker.addEventListener("controllerchange", () => {
    // Another window went over: the files of this one are gone.
    if (!isFirst && serviceWorker.controller) void offer(serviceWorker.controller);
    isFirst = false;
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR_MS) return;
    asked = Date.now();
    void found.update().catch(() => {
      // Without a network there is no other version.
    });
  });
  // A part of the page that is fetched late may be of a version that the server no longer has.
  window.addEventListener("vite:preloadError", () => useVersion.getState().set(() => location.reload()));
}

/** Tells of a worker of another version. One of the version that is seen takes its place without a word. */
async function offer(worker: ServiceWorker): Promise<void> {
  const isOwn = await isOfThis(worker);
  if (isOwn) return worker.postMessage("activate");
  useVersion.getState().set(() => {
    if (worker.state === "activated") return location.reload();
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") location.reload();
    });
    worker.postMessage("activate");
  });
}

/** Does the worker keep the file that this page began with? */
function isOfThis(worker: ServiceWorker): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  const isOf = entry ? new URL(entry.src).pathname : "";
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage({ isOf }, [port2]);
  });
}
