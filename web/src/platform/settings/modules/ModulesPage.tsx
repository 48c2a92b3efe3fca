import { PlusOutlined } from "@ant-design/icons";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { apps as appsQuery, moduleOf } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { useChosen } from "../useSettings";
import { ModuleEditor } from "./ModuleEditor";
import { NewModule } from "./NewModule";
import { RetiredModules } from "./RetiredModules";
import { useWords } from "./words";
import "./modules.css";

/** The modules by their apps, and one of them in full. */
export default function ModulesPage() {
  const [{ of }] = useChosen();
  return of === undefined ? <ModuleList /> : <Chosen key={of} module={of} />;
}

function Chosen({ module }: { module: string }) {
  const query = useQuery(moduleOf(module));
  return <Loaded query={query}>{(data) => <ModuleEditor module={data} />}</Loaded>;
}

function ModuleList() {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const { data: apps } = useSuspenseQuery(appsQuery);
  const [isMaking, setMaking] = useState(false);
  const groups = apps.map((app) => ({
    title: label(app),
    modules: modules.filter((module) => module.app === app.key),
  }));
  const loose = { title: w.loose, modules: modules.filter((module) => !apps.some((app) => app.key === module.app)) };
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {w.make}
    </Button>
  );
  return (
    <>
      <Section lead={w.lead} actions={make}>
        {[...groups, loose].map(
          (group) =>
            group.modules.length > 0 && (
              <div key={group.title} className="mod-group">
                <h2>{group.title}</h2>
                <ul className="mod-grid">
                  {group.modules.map((module) => (
                    <ModuleTile key={module.key} module={module} />
                  ))}
                </ul>
              </div>
            ),
        )}
      </Section>
      <RetiredModules />
      <NewModule isOpen={isMaking} onClose={() => setMaking(false)} />
    </>
  );
}

function ModuleTile({ module }: { module: ModuleSummary }) {
  const w = useWords();
  const label = useLabel();
  const [, choose] = useChosen();
  return (
    <li>
      <button type="button" onClick={() => choose({ of: module.key })}>
        <b>{label(module)}</b>
        <small className="dim">{module.key}</small>
        {module.custom && <span className="chip">{w.own}</span>}
      </button>
    </li>
  );
}
