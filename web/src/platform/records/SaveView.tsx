import { SaveOutlined } from "@ant-design/icons";
import { Button, Input, Popover } from "antd";
import { useState } from "react";
import { api } from "../api/http";
import type { Module } from "../api/types";
import { useText } from "../i18n";
import { reasonOf, say, sayFault } from "../ui/toasts";
import { ShareFields } from "./ShareFields";
import type { List } from "./useList";
import { useMe } from "./useModule";
import { reloadViews, sharingBody, sharingOf } from "./views";

/** What is said of a view when it is made. */
type Named = { label: string } & ReturnType<typeof sharingBody>;

/** What a person changed of a view: into the view, into a new one, or back. */
export function SaveView({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { view } = list;
  const what = {
    filter: list.asked.filter,
    sort: list.sort,
    columns: list.keys,
    // A width of a column that is not shown is nobody's wish.
    widths: Object.fromEntries(Object.entries(list.widths).filter(([key]) => list.keys.includes(key))),
    pinned: list.pinned,
  };
  const saved = async (id: string) => {
    list.unchoose();
    await reloadViews(module.key);
    list.go({ view: id, filter: undefined, sort: undefined });
    say(t.views.saved);
  };
  const save = async () => {
    try {
      await api("PATCH", `views/${module.key}/${view?.id}`, { body: what });
      await saved(view?.id ?? "");
    } catch (error) {
      sayFault(error);
    }
  };
  const saveAs = async (more: Named) => {
    const made = await api("POST", `views/${module.key}`, {
      body: { ...what, ...more },
    });
    setOpen(false);
    await saved(made.id ?? made.key);
  };
  return (
    <span className="view-tools">
      {view?.editable && view.id !== null && (
        <Button size="small" type="link" icon={<SaveOutlined />} onClick={save}>
          {t.views.save}
        </Button>
      )}
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        content={<NewView onSave={saveAs} />}
        destroyOnHidden
      >
        <Button size="small" type="link">
          {t.views.saveAs}
        </Button>
      </Popover>
      <Button
        size="small"
        type="text"
        onClick={() => {
          list.unchoose();
          list.go({ filter: undefined, sort: undefined });
        }}
      >
        {t.views.reset}
      </Button>
    </span>
  );
}

/** The name of a new view, and with whom it is shared. */
function NewView({ onSave }: { onSave: (more: Named) => Promise<void> }) {
  const t = useText();
  const { admin } = useMe();
  const [name, setName] = useState("");
  const [sharing, setSharing] = useState(() => sharingOf(undefined));
  const [fault, setFault] = useState<string | null>(null);
  const isReady = name.trim() !== "";
  const save = async () => {
    try {
      await onSave({ label: name.trim(), ...sharingBody(sharing, admin) });
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <form
      className="leaf-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <Input
        value={name}
        onChange={(event) => setName(event.target.value)}
        placeholder={t.views.name}
        aria-label={t.views.name}
        maxLength={60}
        autoFocus
      />
      <details>
        <summary>{t.views.shareWith}</summary>
        <ShareFields value={sharing} onChange={setSharing} />
      </details>
      {fault && (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={!isReady}>
        {t.views.save}
      </Button>
    </form>
  );
}
