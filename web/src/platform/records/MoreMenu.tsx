import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { usePrefs } from "../app/prefs";
import { useText } from "../i18n";
import type { ListHeadProps } from "./ListHead";
import { useListActions } from "./useListActions";

/** What is seldom done to a whole list, behind a button. */
export function MoreMenu({ module, list, rows }: ListHeadProps) {
  const t = useText();
  const density = usePrefs((prefs) => prefs.density);
  const items = useListActions(module, list, rows);
  return (
    <Dropdown trigger={["click"]} menu={{ items, selectedKeys: [density] }}>
      <Button icon={<EllipsisOutlined />} aria-label={t.app.more} />
    </Dropdown>
  );
}
