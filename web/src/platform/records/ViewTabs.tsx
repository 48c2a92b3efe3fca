import { TeamOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { countOf } from "../api/queries";
import type { Module, View } from "../api/types";
import { useLabel, useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { viewsOf } from "./asked";
import type { List } from "./useList";
import { isShared, viewKey } from "./views";

/** The views of a list as tabs with their counts; a dot on what a person changed. */
export function ViewTabs({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const shown = list.view && viewKey(list.view);
  const current = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab comes into sight with its view
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [shown]);
  return (
    <div role="tablist" className="view-tabs" aria-label={t.views.label}>
      {viewsOf(module).map((view) => {
        const key = viewKey(view);
        const isShown = key === shown;
        return (
          <button
            key={key}
            ref={isShown ? current : null}
            type="button"
            role="tab"
            aria-selected={isShown}
            title={view.owner?.name ? t.views.sharedBy(view.owner.name) : undefined}
            onClick={() => list.show(key)}
          >
            {label(view)}
            {isShared(view) && <TeamOutlined className="shared" />}
            <Count module={module.key} view={view} />
            {isShown && list.isChanged && <i className="changed" title={t.views.changed} />}
          </button>
        );
      })}
    </div>
  );
}

function Count({ module, view }: { module: string; view: View }) {
  const locale = useLocale();
  const { data } = useQuery(countOf(module, view.filter));
  if (!data) return <em className="num" />;
  return <em className="num">{integer(data.value, locale) + (data.exact ? "" : "+")}</em>;
}
