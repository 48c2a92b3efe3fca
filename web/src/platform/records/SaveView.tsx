import { SaveOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../api/http";
import type { Module } from "../api/types";
import { useText } from "../i18n";
import { Flyout } from "../ui/Flyout";
import { say, sayFault } from "../ui/toasts";
import { type Named, NewView } from "./NewView";
import type { List } from "./useList";
import { reloadViews, viewBody } from "./views";

/** What a person changed of a view: into the view, into a new one, or back. */
export function SaveView({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { view } = list;
  const saved = async (id: string) => {
    list.unchoose();
    await reloadViews(module.key);
    list.show(id);
    say(t.views.saved);
  };
  const save = async (id: string) => {
    try {
      await api("PATCH", `views/${module.key}/${id}`, { body: viewBody(list) });
      await saved(id);
    } catch (error) {
      sayFault(error);
    }
  };
  const saveAs = async (named: Named) => {
    const made = await api("POST", `views/${module.key}`, { body: { ...viewBody(list), ...named } });
    setOpen(false);
    await saved(made.id ?? made.key);
  };
  const own = view?.editable ? view.id : null;
  return (
    <>
      {own !== null && (
        <Button size="small" type="link" icon={<SaveOutlined />} onClick={() => void save(own)}>
          {t.views.save}
        </Button>
      )}
      <Flyout
        title={t.views.saveAs}
        isOpen={isOpen}
        onOpen={setOpen}
        placement="bottomRight"
        content={<NewView onSave={saveAs} />}
      >
        <Button size="small" type="link">
          {t.views.saveAs}
        </Button>
      </Flyout>
      <Button size="small" type="text" onClick={list.reset}>
        {t.views.reset}
      </Button>
    </>
  );
}
