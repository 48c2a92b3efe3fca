import { Link } from "@tanstack/react-router";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { Crumb } from "../parts/Crumb";
import { Tabs } from "../parts/Tabs";
import { useChosen } from "../useSettings";
import { Basics } from "./Basics";
import { Fields } from "./Fields";
import { LayoutEditor } from "./LayoutEditor";
import { useWords } from "./words";

/** A module: its fields, its layout, its name. */
export function ModuleEditor({ module }: { module: Module }) {
  const w = useWords();
  const label = useLabel();
  const [{ tab = "fields" }, choose] = useChosen();
  const tabs = (["fields", "layout", "basics"] as const).map((key) => ({ key, label: w.tabs[key] }));
  return (
    <>
      <Crumb back={w.all} onBack={() => choose({ of: undefined, tab: undefined })} title={label(module)}>
        <Link to="/records/$module" params={{ module: module.key }} search={{}}>
          {w.open}
        </Link>
      </Crumb>
      <Tabs label={label(module)} value={tab} tabs={tabs} onChange={(key) => choose({ tab: key }, true)} />
      {tab === "layout" ? (
        <LayoutEditor module={module} />
      ) : tab === "basics" ? (
        <Basics module={module} />
      ) : (
        <Fields module={module} />
      )}
    </>
  );
}
