import { PlusOutlined } from "@ant-design/icons";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { apps as appsQuery, moduleOf } from "../../api/queries";
import type { ModuleSummary } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { Crumb } from "../parts/Crumb";
import { grouped } from "../parts/grouped";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useChosen } from "../useSettings";
import { useWords as useCommon } from "../words";
import { bringBackModule } from "./changes";
import { ModuleEditor } from "./ModuleEditor";
import { NewModule } from "./NewModule";
import { RetiredList } from "./RetiredList";
import { retiredQuery } from "./retired";
import { useWords } from "./words";
import "./modules.css";

/** The modules by their apps, and one of them in full. */
export default function ModulesPage() {
  const [{ of }] = useChosen();
  return of === undefined ? <ModuleList /> : <Chosen key={of} module={of} />;
}

function Chosen({ module }: { module: string }) {
  const w = useWords();
  const [, choose] = useChosen();
  const query = useQuery(moduleOf(module));
  if (query.data) return <ModuleEditor module={query.data} />;
  return (
    <>
      <Crumb back={w.all} onBack={() => choose({ of: undefined, tab: undefined })} title={module} />
      <Loaded query={query}>{() => null}</Loaded>
    </>
  );
}

function ModuleList() {
  const w = useWords();
  const common = useCommon();
  const label = useLabel();
  const { modules } = useMe();
  const { data: apps } = useSuspenseQuery(appsQuery);
  const edited = useEdited<never>();
  const { data: retired } = useQuery(retiredQuery);
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={edited.make}>
      {w.make}
    </Button>
  );
  return (
    <>
      <Section lead={w.lead} actions={make}>
        {grouped(modules, apps).map(({ app, modules: its }) => (
          <div key={app?.key ?? ""} className="mod-group">
            <h2>{app ? label(app) : common.loose}</h2>
            <ul className="mod-grid">
              {its.map((module) => (
                <ModuleTile key={module.key} module={module} />
              ))}
            </ul>
          </div>
        ))}
      </Section>
      <RetiredList
        title={w.basics.retiredModules}
        gone={retired?.modules ?? []}
        onRestore={bringBackModule}
        restored={w.basics.restored}
      />
      {edited.turn > 0 && <NewModule key={edited.turn} edited={edited} />}
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
