import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Tabs } from "antd";
import { recordOf } from "../api/queries";
import type { Module, RecordRow } from "../api/types";
import { usePlural, useText } from "../i18n";
import { Failed, Lines } from "../ui/states";
import { Comments } from "./Comments";
import { useCame, useCameRows } from "./came";
import { Facts } from "./Facts";
import { Files } from "./Files";
import { History } from "./History";
import "./record.css";
import { RecordActions } from "./RecordActions";
import { RecordTitle } from "./RecordTitle";
import { RelatedList } from "./RelatedList";
import { Steps } from "./Steps";
import { Timeline } from "./Timeline";
import { useMe, useModule } from "./useModule";

/** A record on a page of its own: its facts, what is linked to it, and what happened. */
export function RecordPage() {
  const { module: key, id } = useParams({ from: "/app/records/$module/$id" });
  return <PageOf key={`${key} ${id}`} moduleKey={key} id={id} />;
}

function PageOf({ moduleKey, id }: { moduleKey: string; id: string }) {
  const module = useModule(moduleKey);
  const plural = usePlural();
  const navigate = useNavigate();
  const { data: record, error, refetch } = useQuery(recordOf(module.key, id));
  const came = useCame(module);
  const rows = useCameRows(module, came);
  const search = came ? { ...came.search, open: undefined } : {};
  const toList = () => void navigate({ to: "/records/$module", params: { module: module.key }, search });
  const go = (next: RecordRow, at: number) =>
    void navigate({
      to: "/records/$module/$id",
      params: { module: module.key, id: next.id },
      state: { came: came && { ...came, at } },
      replace: true,
    });
  return (
    <div className="page record-page">
      <nav className="crumbs">
        <Link to="/records/$module" params={{ module: module.key }} search={search}>
          {plural(module)}
        </Link>
        <span className="grow" />
        {came && <Steps rows={rows} id={id} onGo={go} />}
      </nav>
      {error && !record ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : record ? (
        <>
          <header className="record-head">
            <RecordTitle module={module} record={record} isPage />
            <RecordActions module={module} record={record} onGone={toList} />
          </header>
          <div className="record-columns">
            <div className="record-main">
              <Facts module={module} record={record} />
              <Related module={module} record={record} />
            </div>
            <aside className="record-side">
              <Beside module={module} record={record} />
            </aside>
          </div>
        </>
      ) : (
        <div style={{ padding: 20 }}>
          <Lines count={10} />
        </div>
      )}
    </div>
  );
}

/** The lists of records that link here, of modules that the caller reads. */
function Related({ module, record }: { module: Module; record: RecordRow }) {
  const { modules } = useMe();
  const read = module.related.filter((link) =>
    modules.some((one) => one.key === link.module && one.rights.read.length > 0),
  );
  return read.map((link) => <RelatedList key={link.key} record={record} link={link} />);
}

function Beside({ module, record }: { module: Module; record: RecordRow }) {
  const t = useText();
  const items = [
    { key: "timeline", label: t.record.timeline, children: <Timeline module={module} record={record} /> },
    { key: "comments", label: t.record.comments, children: <Comments module={module} record={record} /> },
    { key: "files", label: t.record.files, children: <Files module={module} record={record} /> },
    { key: "history", label: t.record.history, children: <History module={module} record={record} /> },
  ];
  return <Tabs items={items} size="small" />;
}
