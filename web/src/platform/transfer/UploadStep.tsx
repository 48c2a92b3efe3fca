import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Problem } from "../api/http";
import type { Module } from "../api/types";
import { useLabel } from "../i18n";
import { reasonOf } from "../ui/toasts";
import { DropZone } from "./DropZone";
import { EarlierImports } from "./EarlierImports";
import { importOf, proposeImport, sendFile } from "./queries";
import { likeSpec, placesOf } from "./spec";
import { saveText, templateText } from "./template";
import type { Import, ImportSpec } from "./types";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** The server takes no more. */
const MOST_BYTES = 100 * 1024 * 1024;

/** The first step: the file, or an import that was begun before. */
export function UploadStep({ module }: { module: Module }) {
  const t = useWords();
  const label = useLabel();
  const { search, go } = useWizard();
  const like = useQuery({ ...importOf(search.like ?? ""), enabled: search.like !== undefined });
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<{ name: string; why: string } | null>(null);
  const take = async (file: File) => {
    setFault(null);
    if (file.size > MOST_BYTES) return setFault({ name: file.name, why: t.tooLarge });
    setBusy(file.name);
    try {
      const spec = like.data && likeSpec(like.data.spec);
      const made = await propose(module.key, await sendFile(file), spec);
      go({ import: made.id, step: "map" });
    } catch (error) {
      setFault({ name: file.name, why: reasonOf(error) });
    } finally {
      setBusy(null);
    }
  };
  const saveTemplate = () => {
    const headings = placesOf(module).filter((place) => place.part === null);
    saveText(t.templateName(label(module)), templateText(headings.map((place) => label(place.field))));
  };
  return (
    <>
      {like.data && <p className="imp-note">{t.like(like.data.file.name)}</p>}
      <DropZone busy={busy} onFile={(file) => void take(file)} />
      {fault && (
        <div className="imp-fault" role="alert">
          <b>{t.unread(fault.name)}</b>
          <p>{fault.why}</p>
        </div>
      )}
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

/** Proposes with an earlier mapping; where the file has other columns, with the server's own. */
async function propose(module: string, file: string, spec: ImportSpec | undefined): Promise<Import> {
  if (spec === undefined) return proposeImport(module, file);
  try {
    return await proposeImport(module, file, spec);
  } catch (error) {
    const isOfSpec = error instanceof Problem && error.faults.some((fault) => fault.field.startsWith("spec."));
    if (!isOfSpec) throw error;
    return proposeImport(module, file);
  }
}
