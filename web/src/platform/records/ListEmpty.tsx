import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import type { Module } from "../api/types";
import { useLabel, usePlural, useText } from "../i18n";
import { State } from "../ui/states";
import { ALL } from "./asked";
import { useForms } from "./forms";
import type { List } from "./useList";

/** Nothing in the list: because of its conditions, or because there never was anything. */
export function ListEmpty({ module, list }: { module: Module; list: List }) {
  const t = useText();
  const label = useLabel();
  const plural = usePlural();
  const navigate = useNavigate();
  const openForm = useForms((forms) => forms.open);
  const what = label(module);
  if (list.asked.filter !== undefined || list.search.q !== undefined) {
    const { base, filter, q } = list.search;
    const clear =
      (base ?? filter ?? q) !== undefined ? (
        <Button onClick={() => list.go({ base: undefined, filter: undefined, q: undefined })}>{t.list.clear}</Button>
      ) : (
        <Button onClick={() => list.go({ view: ALL })}>{t.list.seeAll}</Button>
      );
    return <State title={t.list.tooTight} actions={clear} />;
  }
  const create = module.rights.create && (
    <Button type="primary" onClick={() => openForm({ module: module.key })}>
      {t.list.new(what)}
    </Button>
  );
  const bring = module.rights.import && (
    <Button onClick={() => void navigate({ to: "/import/$module", params: { module: module.key } })}>
      {t.list.importing}
    </Button>
  );
  return (
    <State
      title={t.list.none(plural(module))}
      actions={
        <>
          {create}
          {bring}
        </>
      }
    >
      {module.rights.create ? t.list.noneLead(what) : null}
    </State>
  );
}
