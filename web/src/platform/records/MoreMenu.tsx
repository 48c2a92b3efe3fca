import { EllipsisOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, type MenuProps } from "antd";
import { api } from "../api/http";
import type { Module } from "../api/types";
import { type Density, usePrefs } from "../app/prefs";
import type { Rows } from "../grid/useRows";
import { useText } from "../i18n";
import { say, sayFault } from "../ui/toasts";
import type { List } from "./useList";

/** What is seldom done to a whole list. */
export function MoreMenu({ module, list, rows }: { module: Module; list: List; rows: Rows }) {
  const t = useText();
  const navigate = useNavigate();
  const density = usePrefs((prefs) => prefs.density);
  const set = usePrefs((prefs) => prefs.set);
  const take = async (kind: "xlsx" | "csv" | "csv_gb18030") => {
    try {
      const { filter, q } = list.asked;
      await api("POST", "exports", { body: { module: module.key, filter, q, kind } });
      say(t.list.exportStarted);
      void navigate({ to: "/settings/$page", params: { page: "exports" } });
    } catch (error) {
      sayFault(error);
    }
  };
  const items: MenuProps["items"] = [
    { key: "refresh", label: t.list.refresh, onClick: rows.again },
    {
      key: "density",
      label: t.list.density,
      children: (["compact", "normal", "roomy"] as Density[]).map((key) => ({
        key,
        label: t.list[key as "compact" | "normal" | "roomy"],
        onClick: () => set({ density: key }),
      })),
    },
    ...(module.rights.import
      ? [
          {
            key: "import",
            label: t.list.importing,
            onClick: () => void navigate({ to: "/import/$module", params: { module: module.key } }),
          },
        ]
      : []),
    ...(module.rights.export
      ? [
          {
            key: "export",
            label: t.list.exporting,
            children: [
              { key: "xlsx", label: "XLSX", onClick: () => void take("xlsx") },
              { key: "csv", label: "CSV (UTF-8)", onClick: () => void take("csv") },
              { key: "csv_gb18030", label: "CSV (GB18030)", onClick: () => void take("csv_gb18030") },
            ],
          },
        ]
      : []),
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items, selectedKeys: [density] }}>
      <Button icon={<EllipsisOutlined />} aria-label={t.app.more} />
    </Dropdown>
  );
}
