import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";

/** What a module is called; its key where the caller does not know it. */
export function useModuleName(): (key: string) => string {
  const label = useLabel();
  const { modules } = useMe();
  return (key) => {
    const module = modules.find((one) => one.key === key);
    return module ? label(module) : key;
  };
}
