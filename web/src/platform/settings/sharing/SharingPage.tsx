import { Tabs } from "../parts/Tabs";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { Groups } from "./Groups";
import { Rules } from "./Rules";
import { useWords } from "./words";

/** Rules that open records to more people, and the groups that they name. */
export default function SharingPage() {
  const w = useWords();
  const common = useCommon();
  const [{ tab = "rules" }, choose] = useChosen();
  const tabs = (["rules", "groups"] as const).map((key) => ({ key, label: w.tabs[key] }));
  return (
    <>
      <Tabs label={common.pages.sharing} value={tab} tabs={tabs} onChange={(key) => choose({ tab: key }, true)} />
      {tab === "groups" ? <Groups /> : <Rules />}
    </>
  );
}
