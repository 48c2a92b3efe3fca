import { DeleteOutlined, TeamOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { api } from "../api/http";
import { countOf } from "../api/queries";
import type { Module, View } from "../api/types";
import { useLabel, useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { say, sayFault } from "../ui/toasts";
import { viewsOf } from "./asked";
import { SaveView } from "./SaveView";
import { ShareView } from "./ShareView";
import type { List } from "./useList";
import { reloadViews, viewKey } from "./views";

/** The views of a list as tabs with their counts; what a person changed can be saved as one's own, or shared. */
export function ViewTabs({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const views = viewsOf(module);
  const show = (view: View) =>
    list.go({ view: viewKey(view), filter: undefined, sort: undefined, q: undefined, open: undefined });
  return (
    <div className="views">
      <div role="tablist" aria-label={t.views.label}>
        {views.map((view) => {
          const isShown = list.view !== undefined && viewKey(view) === viewKey(list.view);
          return (
            <button
              key={viewKey(view)}
              type="button"
              role="tab"
              aria-selected={isShown}
              title={view.owner?.name ? t.views.sharedBy(view.owner.name) : undefined}
              onClick={() => show(view)}
            >
              {label(view)}
              {isShared(view) && <TeamOutlined className="shared" />}
              <Count module={module.key} view={view} />
              {isShown && list.isChanged && <i className="changed" title={t.views.changed} />}
            </button>
          );
        })}
      </div>
      {list.isChanged && <SaveView module={module} list={list} />}
      {list.view?.editable && list.view.id !== null && (
        <span className="view-tools">
          <ShareView key={list.view.id} module={module} view={list.view} />
          <RemoveView module={module} list={list} />
        </span>
      )}
    </div>
  );
}

function isShared(view: View): boolean {
  return view.kind === "shared" || (view.shared_with?.length ?? 0) > 0;
}

function Count({ module, view }: { module: string; view: View }) {
  const locale = useLocale();
  const { data } = useQuery(countOf(module, view.filter));
  if (!data) return <em className="num" />;
  return <em className="num">{integer(data.value, locale) + (data.exact ? "" : "+")}</em>;
}

function RemoveView({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const remove = async () => {
    try {
      await api("DELETE", `views/${module.key}/${list.view?.id}`);
      list.go({ view: undefined, filter: undefined, sort: undefined });
      await reloadViews(module.key);
      say(t.views.removed);
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Popconfirm title={t.views.remove} onConfirm={remove}>
      <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t.views.remove} />
    </Popconfirm>
  );
}
