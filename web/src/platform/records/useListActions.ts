import { useNavigate } from "@tanstack/react-router";
import type { MenuProps } from "antd";
import { api } from "../api/http";
import type { Module } from "../api/types";
import { type Density, usePrefs } from "../app/prefs";
import type { Rows } from "../grid/useRows";
import { useText } from "../i18n";
import { say, sayFault } from "../ui/toasts";
import type { List } from "./useList";

type Actions = NonNullable<MenuProps["items"]>;

const FILES = [
  { kind: "xlsx", label: "XLSX" },
  { kind: "csv", label: "CSV (UTF-8)" },
  { kind: "csv_gb18030", label: "CSV (GB18030)" },
] as const;

/** What is seldom done to a whole list. */
export function useListActions(module: Module, list: List, rows: Rows): Actions {
  const t = useText();
  const navigate = useNavigate();
  const set = usePrefs((prefs) => prefs.set);
  const take = async (kind: (typeof FILES)[number]["kind"]) => {
    try {
      const { filter, q } = list.asked;
      await api("POST", "exports", { body: { module: module.key, filter, q, kind } });
      say(t.list.exportStarted);
      void navigate({ to: "/settings/$page", params: { page: "exports" } });
    } catch (error) {
      sayFault(error);
    }
  };
  const bring = () => void navigate({ to: "/import/$module", params: { module: module.key } });
  const densities: Density[] = ["compact", "normal", "roomy"];
  const actions: Actions = [
    { key: "refresh", label: t.list.refresh, onClick: rows.again },
    {
      key: "density",
      label: t.list.density,
      children: densities.map((key) => ({ key, label: t.list[key], onClick: () => set({ density: key }) })),
    },
  ];
  if (module.rights.import) actions.push({ key: "import", label: t.list.importing, onClick: bring });
  if (module.rights.export) {
    const files = FILES.map(({ kind, label }) => ({ key: kind, label, onClick: () => void take(kind) }));
    actions.push({ key: "export", label: t.list.exporting, children: files });
  }
  return actions;
}
