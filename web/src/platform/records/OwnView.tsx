import { DeleteOutlined } from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { api } from "../api/http";
import type { Module } from "../api/types";
import { useText } from "../i18n";
import { say, sayFault } from "../ui/toasts";
import { ShareView } from "./ShareView";
import type { List } from "./useList";
import { reloadViews } from "./views";

/** What can be done with a view that was saved, by whoever may change it. */
export function OwnView({ module, list, isWide }: { module: Module; list: List; isWide?: boolean }) {
  const { view } = list;
  if (!view?.editable || view.id === null) return null;
  return (
    <>
      <ShareView key={view.id} module={module} view={view} isWide={isWide} />
      <RemoveView module={module} list={list} id={view.id} isWide={isWide} />
    </>
  );
}

interface RemoveViewProps {
  module: Module;
  list: List;
  id: string;
  isWide: boolean | undefined;
}

function RemoveView({ module, list, id, isWide }: RemoveViewProps) {
  const t = useText();
  const remove = async () => {
    try {
      await api("DELETE", `views/${module.key}/${id}`);
      list.show(undefined);
      await reloadViews(module.key);
      say(t.views.removed);
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Popconfirm title={t.views.remove} onConfirm={remove}>
      <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t.views.remove}>
        {isWide && t.views.remove}
      </Button>
    </Popconfirm>
  );
}
