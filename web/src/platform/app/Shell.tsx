import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useText } from "../i18n";
import { useAskedNew } from "../offline/useAskedNew";
import { useForearmed } from "../offline/useForearmed";
import { useQueuePanel, useSync } from "../offline/useQueue";
import { useForms } from "../records/forms";
import { Lines } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { isInContainer } from "./container";
import { useSheet, useShortcuts } from "./keys";
import { Side } from "./Side";
import { TabBar } from "./TabBar";
import { Top } from "./Top";
import { usePalette } from "./usePalette";
import "./shell.css";

const inContainer = isInContainer();

/** What stands around every page: navigation, search, the form drawer. */
export function Shell() {
  const t = useText();
  const isPhone = useIsPhone();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useShortcuts();
  useSync();
  useAskedNew();
  useForearmed();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setMenuOpen(false), [path]);
  return (
    <div className={isPhone ? "shell phone" : "shell"}>
      <a href="#main" className="skip">
        {t.app.skip}
      </a>
      {(!isPhone || isMenuOpen) && <Side onClose={isPhone ? () => setMenuOpen(false) : undefined} />}
      <div className="main">
        {!(isPhone && inContainer) && <Top onMenu={isPhone ? () => setMenuOpen(true) : undefined} />}
        <main id="main" tabIndex={-1}>
          <Suspense
            fallback={
              <div style={{ padding: 20 }}>
                <Lines count={8} />
              </div>
            }
          >
            <Outlet />
          </Suspense>
        </main>
        {isPhone && <TabBar onMenu={() => setMenuOpen(true)} />}
      </div>
      <Floating />
    </div>
  );
}

const RecordForm = lazy(() => import("../records/RecordForm"));
const Palette = lazy(() => import("./Palette"));
const ShortcutSheet = lazy(() => import("./ShortcutSheet"));
const QueueDrawer = lazy(() => import("../offline/QueueDrawer"));

/** What opens above the page: fetched when it is opened first, and kept for its way out. */
function Floating() {
  const [form, palette, sheet, queue] = [
    useOnce(useForms((forms) => forms.form !== null)),
    useOnce(usePalette((state) => state.isOpen)),
    useOnce(useSheet((state) => state.isOpen)),
    useOnce(useQueuePanel((panel) => panel.isOpen)),
  ];
  return (
    <Suspense>
      {form && <RecordForm />}
      {palette && <Palette />}
      {sheet && <ShortcutSheet />}
      {queue && <QueueDrawer />}
    </Suspense>
  );
}

/** True from the first time on. */
function useOnce(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return was || now;
}
