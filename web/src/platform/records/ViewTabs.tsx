import { DeleteOutlined, SaveOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Popconfirm, Popover } from "antd";
import { useState } from "react";
import { api } from "../api/http";
import { countOf, queryClient } from "../api/queries";
import type { Module, View } from "../api/types";
import { useLabel, useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { reasonOf, say, sayFault } from "../ui/toasts";
import { viewsOf } from "./asked";
import type { List } from "./useList";
import { useMe } from "./useModule";

const idOf = (view: View) => view.id ?? view.key;

/** The views of a list as tabs with their counts; what a person changed can be saved as one's own, or shared. */
export function ViewTabs({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const views = viewsOf(module);
  const show = (view: View) =>
    list.go({ view: idOf(view), filter: undefined, sort: undefined, q: undefined, open: undefined });
  return (
    <div className="views">
      <div role="tablist" aria-label={t.views.label}>
        {views.map((view) => {
          const isShown = list.view !== undefined && idOf(view) === idOf(list.view);
          return (
            <button key={idOf(view)} type="button" role="tab" aria-selected={isShown} onClick={() => show(view)}>
              {label(view)}
              <Count module={module.key} view={view} />
              {isShown && list.isChanged && <i className="changed" title={t.views.changed} />}
            </button>
          );
        })}
      </div>
      {list.isChanged && <SaveView module={module} list={list} />}
      {list.view?.editable && list.view.id !== null && <RemoveView module={module} list={list} />}
    </div>
  );
}

function Count({ module, view }: { module: string; view: View }) {
  const locale = useLocale();
  const { data } = useQuery(countOf(module, view.filter));
  if (!data) return <em className="num" />;
  return <em className="num">{integer(data.value, locale) + (data.exact ? "" : "+")}</em>;
}

async function reload(module: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["module", module] });
}

function SaveView({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  // What everybody sees is an administrator's to say.
  const { admin } = useMe();
  const { view } = list;
  const what = { filter: list.asked.filter, sort: list.sort, columns: list.keys };
  const saved = async (id: string) => {
    list.choose({ widths: list.choice.widths });
    await reload(module.key);
    list.go({ view: id, filter: undefined, sort: undefined });
    say(t.views.saved);
  };
  const saveAs = async () => {
    try {
      const made = await api<{ id: string | null; key: string }>("POST", `views/${module.key}`, {
        body: { ...what, label: name.trim(), shared: isShared },
      });
      setOpen(false);
      setName("");
      await saved(made.id ?? made.key);
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  const save = async () => {
    try {
      await api("PATCH", `views/${module.key}/${view?.id}`, { body: what });
      await saved(view?.id ?? "");
    } catch (error) {
      sayFault(error);
    }
  };
  const form = (
    <form
      className="leaf-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") void saveAs();
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
      {admin && (
        <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
          {t.views.share}
        </Checkbox>
      )}
      {fault && (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={name.trim() === ""}>
        {t.views.save}
      </Button>
    </form>
  );
  return (
    <span className="view-tools">
      {view?.editable && view.id !== null && (
        <Button size="small" type="link" icon={<SaveOutlined />} onClick={save}>
          {t.views.save}
        </Button>
      )}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        content={form}
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
          list.choose({ widths: list.choice.widths });
          list.go({ filter: undefined, sort: undefined });
        }}
      >
        {t.views.reset}
      </Button>
    </span>
  );
}

function RemoveView({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const remove = async () => {
    try {
      await api("DELETE", `views/${module.key}/${list.view?.id}`);
      list.go({ view: undefined, filter: undefined, sort: undefined });
      await reload(module.key);
      say(t.views.removed);
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <Popconfirm title={t.views.remove} onConfirm={remove}>
      <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t.views.remove} />
    </Popconfirm>
  );
}
