import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { DropZone } from "./DropZone";
import { EarlierImports } from "./EarlierImports";
import { importOf } from "./queries";
import { placesOf } from "./spec";
import { saveText, templateText } from "./template";
import { useUpload } from "./useUpload";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** The first step: the file, or an import that was begun before. */
export function UploadStep({ module }: { module: Module }) {
  const t = useWords();
  const label = useLabel();
  const { search, go } = useWizard();
  const like = useQuery({ ...importOf(search.like ?? ""), enabled: search.like !== undefined });
  const { sent, fault, take, cancel } = useUpload(module, like.data?.spec, async ({ made }) => {
    go({ import: made.id, step: "map" });
  });
  const saveTemplate = () => {
    const headings = placesOf(module).filter((place) => place.part === null);
    saveText(t.templateName(label(module)), templateText(headings.map((place) => label(place.field))));
  };
  return (
    <>
      {like.data && (
        <p className="imp-note imp-line">
          <span className="grow">{t.like(like.data.file.name)}</span>
          <Button type="link" size="small" onClick={() => go({}, true)}>
            {t.notLike}
          </Button>
        </p>
      )}
      <DropZone sent={sent} onFile={take} onCancel={cancel} />
      {fault && <UploadFault {...fault} />}
      <p className="imp-template">
        <Button type="link" icon={<DownloadOutlined />} onClick={saveTemplate}>
          {t.template}
        </Button>
        <span className="dim">{t.templateLead}</span>
      </p>
      <EarlierImports module={module} />
    </>
  );
}

/** Why a file cannot be imported. */
export function UploadFault({ name, why }: { name: string; why: string }) {
  const t = useWords();
  return (
    <div className="imp-fault" role="alert">
      <b>{t.unread(name)}</b>
      <p>{why}</p>
    </div>
  );
}
