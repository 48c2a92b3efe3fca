import { AppstoreOutlined, ProfileOutlined } from "@ant-design/icons";
import { appearance } from "./appearance";

export function ModuleIcon({ module, custom }: { module: string; custom: boolean }) {
  const Icon = appearance.icons[module] ?? (custom ? AppstoreOutlined : ProfileOutlined);
  return <Icon />;
}
