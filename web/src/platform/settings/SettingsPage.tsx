import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { useLocale, useText } from "../i18n";
import { useMe } from "../records/useModule";
import { Lines, State } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { GROUPS, isPage, pagesFor } from "./pages";
import { Asking } from "./parts/ask";
import type { SettingsEntry } from "./registry";
import { useWords } from "./words";
import "./settings.css";
import "./pages.css";

/** The settings: a menu of what the person may do, and the page that was chosen. On a phone one after the other. */
export function SettingsPage() {
  const w = useWords();
  return (
    <Asking cancel={w.cancel}>
      <Pages />
    </Asking>
  );
}

function Pages() {
  const w = useWords();
  const pages = pagesFor(useMe());
  const isPhone = useIsPhone();
  const { page: asked } = useParams({ strict: false });
  const key = asked ?? (isPhone ? undefined : pages[0]?.key);
  const chosen = pages.find((page) => page.key === key);
  if (isPhone && key === undefined) {
    return (
      <div className="set phone">
        <h1>{w.title}</h1>
        <Menu pages={pages} />
      </div>
    );
  }
  return (
    <div className={isPhone ? "set phone" : "set"}>
      {isPhone ? (
        <Link to="/settings" className="set-back">
          <LeftOutlined /> {w.title}
        </Link>
      ) : (
        <Menu pages={pages} current={key} />
      )}
      {/* Each page begins at its top. */}
      <div className="set-page" key={key}>
        {chosen ? <Chosen entry={chosen} /> : <Missing page={key ?? ""} />}
      </div>
    </div>
  );
}

function Chosen({ entry }: { entry: SettingsEntry }) {
  const locale = useLocale();
  const Page = entry.component;
  return (
    <>
      <h1>{entry.label[locale]}</h1>
      <Suspense fallback={<Lines />}>
        <Page />
      </Suspense>
    </>
  );
}

function Missing({ page }: { page: string }) {
  const t = useText();
  const w = useWords();
  return (
    <>
      <h1>{w.title}</h1>
      {isPage(page) ? (
        <State title={t.state.forbidden}>{t.state.forbiddenLead}</State>
      ) : (
        <State title={t.state.missing} />
      )}
    </>
  );
}

function Menu({ pages, current }: { pages: SettingsEntry[]; current?: string | undefined }) {
  const w = useWords();
  const locale = useLocale();
  return (
    <nav className="set-menu" aria-label={w.title}>
      {GROUPS.map((group) => {
        const entries = pages.filter((page) => page.group === group);
        if (entries.length === 0) return null;
        return (
          <section key={group}>
            <h2>{w.groups[group]}</h2>
            {entries.map((page) => (
              <Link
                key={page.key}
                to="/settings/$page"
                params={{ page: page.key }}
                search={{}}
                className={page.key === current ? "on" : ""}
                aria-current={page.key === current ? "page" : undefined}
              >
                <span className="grow">{page.label[locale]}</span>
                <RightOutlined aria-hidden />
              </Link>
            ))}
          </section>
        );
      })}
    </nav>
  );
}
