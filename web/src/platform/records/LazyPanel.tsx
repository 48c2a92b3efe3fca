import { type ComponentProps, lazy, Suspense } from "react";
import type { SidePanel } from "./SidePanel";
import "./panel.css";

const Panel = lazy(() => import("./SidePanel").then((file) => ({ default: file.SidePanel })));

/** The side panel, which is fetched when it is opened first; its place is there at once, so that nothing shifts. */
export function LazyPanel(props: ComponentProps<typeof SidePanel>) {
  return (
    <Suspense fallback={<aside className="peek" />}>
      <Panel {...props} />
    </Suspense>
  );
}
