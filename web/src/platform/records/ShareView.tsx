import { TeamOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../api/http";
import type { Module, View } from "../api/types";
import { useText } from "../i18n";
import { Flyout } from "../ui/Flyout";
import { reasonOf, say } from "../ui/toasts";
import { ShareFields } from "./ShareFields";
import { useMe } from "./useModule";
import { reloadViews, sharingBody, sharingOf } from "./views";

interface ShareViewProps {
  module: Module;
  view: View;
  /** With a word beside the sign. */
  isWide: boolean | undefined;
}

/** Says with whom a saved view is shared. */
export function ShareView({ module, view, isWide }: ShareViewProps) {
  const t = useText();
  const { admin } = useMe();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => sharingOf(view));
  const [fault, setFault] = useState<string | null>(null);
  const open = (next: boolean) => {
    if (next) setDraft(sharingOf(view));
    setFault(null);
    setOpen(next);
  };
  const save = async () => {
    try {
      await api("PATCH", `views/${module.key}/${view.id}`, { body: sharingBody(draft, admin) });
      await reloadViews(module.key);
      setOpen(false);
      say(t.views.shared);
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  const form = (
    <div className="small-form">
      <ShareFields value={draft} onChange={setDraft} />
      {fault && (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
      <Button type="primary" onClick={() => void save()}>
        {t.views.save}
      </Button>
    </div>
  );
  return (
    <Flyout title={t.views.sharing} isOpen={isOpen} onOpen={open} placement="bottomRight" content={form}>
      <Button size="small" type="text" icon={<TeamOutlined />} aria-label={t.views.sharing}>
        {isWide && t.views.sharing}
      </Button>
    </Flyout>
  );
}
