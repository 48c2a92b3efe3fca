import { Button } from "antd";
import { api } from "../../api/http";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { everythingChanged } from "../queries";
import { useLeave } from "../useSettings";
import { bringBackModule } from "./changes";
import { useWords } from "./words";

/** Takes a module of one's own out of use; it can come back. */
export function RetireModule({ module }: { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const ask = useAsk();
  const leave = useLeave();
  const name = label(module);
  const retire = async () => {
    try {
      await api("DELETE", `modules/${module.key}`);
      // The page of what is gone is left before it is asked for anew.
      leave();
      say(w.basics.retired(name), () => bringBackModule(module.key));
      await everythingChanged();
    } catch (error) {
      sayFault(error);
    }
  };
  const asked = {
    title: w.basics.retireAsk(name),
    content: w.basics.retireLead,
    okText: w.basics.retire,
    isGrave: true,
    onOk: retire,
  };
  return (
    <Button danger onClick={() => void ask(asked)}>
      {w.basics.retire}
    </Button>
  );
}
