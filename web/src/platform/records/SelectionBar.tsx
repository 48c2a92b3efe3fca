import { useNavigate } from "@tanstack/react-router";
import { Button, Popconfirm } from "antd";
import { lazy, Suspense, useState } from "react";
import { api } from "../api/http";
import type { Module, RecordRow } from "../api/types";
import { useText } from "../i18n";
import { say, sayFault } from "../ui/toasts";
import { oneOfIds } from "./many";
import { mayUpdate } from "./useModule";
import { removeRecords } from "./useWrite";

const EditMany = lazy(() => import("./EditMany"));
const TagMany = lazy(() => import("./TagMany"));

/** Above so many records a deletion is asked back. */
const ASKED_BACK = 20;

interface SelectionBarProps {
  module: Module;
  records: RecordRow[];
  onClear: () => void;
}

/** What can be done with the selected rows: at most 1,000, as many as the server takes at once. */
export function SelectionBar({ module, records, onClear }: SelectionBarProps) {
  const t = useText();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"edit" | "transfer" | "tag" | null>(null);
  const close = () => setOpen(null);
  const remove = async () => {
    try {
      await removeRecords(module, records);
      onClear();
    } catch (error) {
      sayFault(error);
    }
  };
  const take = async () => {
    try {
      const filter = oneOfIds(records.map((record) => record.id));
      await api("POST", "exports", { body: { module: module.key, filter, kind: "xlsx" } });
      say(t.list.exportStarted);
      void navigate({ to: "/settings/$page", params: { page: "exports" } });
    } catch (error) {
      sayFault(error);
    }
  };
  const isMany = records.length > ASKED_BACK;
  const removeButton = (
    <Button size="small" type="link" danger onClick={isMany ? undefined : () => void remove()}>
      {t.record.remove}
    </Button>
  );
  return (
    <footer className="statusbar selecting">
      <b className="num" role="status">
        {t.list.selected(records.length)}
      </b>
      {mayUpdate(module) && (
        <Button size="small" type="link" onClick={() => setOpen("edit")}>
          {t.record.editMany}
        </Button>
      )}
      {module.owned && module.rights.transfer.length > 0 && (
        <Button size="small" type="link" onClick={() => setOpen("transfer")}>
          {t.record.transfer}
        </Button>
      )}
      {mayUpdate(module) && (
        <Button size="small" type="link" onClick={() => setOpen("tag")}>
          {t.record.tag}
        </Button>
      )}
      {module.rights.export && (
        <Button size="small" type="link" onClick={() => void take()}>
          {t.list.exporting}
        </Button>
      )}
      {module.rights.delete.length > 0 &&
        (isMany ? (
          <Popconfirm title={`${t.record.remove} ${records.length}?`} onConfirm={remove}>
            {removeButton}
          </Popconfirm>
        ) : (
          removeButton
        ))}
      <Button size="small" type="text" onClick={onClear}>
        {t.list.clearSelection}
      </Button>
      <Suspense>
        {open === "edit" && <EditMany module={module} records={records} onClose={close} />}
        {open === "transfer" && <EditMany module={module} records={records} only="owner" onClose={close} />}
        {open === "tag" && <TagMany module={module} records={records} onClose={close} />}
      </Suspense>
    </footer>
  );
}
