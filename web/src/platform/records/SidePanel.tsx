import { CloseOutlined, ExpandAltOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { recordOf } from "../api/queries";
import type { Module, RecordRow } from "../api/types";
import type { Rows } from "../grid/useRows";
import { useLabel, useText } from "../i18n";
import { Failed, Lines } from "../ui/states";
import { Facts } from "./Facts";
import { RecordActions } from "./RecordActions";
import { RecordTitle } from "./RecordTitle";
import { Steps } from "./Steps";
import type { ListSearch } from "./search";
import { Timeline } from "./Timeline";
import { useKeys } from "./useKeys";

interface SidePanelProps {
  module: Module;
  id: string;
  rows: Rows;
  /** The list that the rows are, where its order is that of a page's way from one to the next. */
  search?: ListSearch;
  onOpen: (record: RecordRow) => void;
  onClose: () => void;
}

/** A record beside its list, for reading and quick work; the list stays as it is. */
export function SidePanel({ module, id, rows, search, onOpen, onClose }: SidePanelProps) {
  const t = useText();
  const label = useLabel();
  const { data: record, error, refetch } = useQuery(recordOf(module.key, id));
  const at = rows.placeOf(id);
  const came = search && at !== null ? { module: module.key, search, at } : undefined;
  useKeys({ escape: onClose });
  return (
    <aside className="peek" aria-label={record?.name ?? label(module)}>
      <div className="peek-bar">
        <Link to="/records/$module/$id" params={{ module: module.key, id }} state={{ came }}>
          <ExpandAltOutlined /> {t.list.openPage}
        </Link>
        <span className="grow" />
        <Steps rows={rows} id={id} onGo={onOpen} />
        <Button size="small" type="text" icon={<CloseOutlined />} onClick={onClose} aria-label={t.record.close} />
      </div>
      {error && !record ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : record ? (
        <>
          <RecordTitle module={module} record={record} />
          <RecordActions module={module} record={record} onGone={onClose} />
          <Facts module={module} record={record} isShort />
          <h3>{t.record.timeline}</h3>
          <Timeline module={module} record={record} />
        </>
      ) : (
        <Lines />
      )}
    </aside>
  );
}
