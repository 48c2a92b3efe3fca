import { DownloadOutlined } from "@ant-design/icons";
import { useId } from "react";
import type { Module } from "../api/types";
import { FileButton } from "./FileButton";
import { runImport } from "./queries";
import { Sending } from "./Sending";
import type { Import } from "./types";
import { UploadFault } from "./UploadStep";
import { useUpload } from "./useUpload";
import { useWizard } from "./useWizard";
import { useWords } from "./words";

/** The rows that were refused as a file, and the file again when it is mended: it is tried at once, with the same mapping. */
export function MendFile({ of, module }: { of: Import; module: Module }) {
  const t = useWords();
  const id = useId();
  const { go } = useWizard();
  const { sent, fault, take, cancel } = useUpload(module, of.spec, async ({ made, isLike }) => {
    // Other columns are looked at before anything is tried.
    if (!isLike) return go({ import: made.id, step: "map" });
    await runImport(made.id, true);
    go({ import: made.id, step: "try" });
  });
  return (
    <>
      {sent ? (
        <Sending sent={sent} onCancel={cancel} />
      ) : (
        <p className="imp-actions">
          <a href={`/api/v1/imports/${of.id}/rejected`} download className="imp-download">
            <DownloadOutlined aria-hidden="true" /> {t.rejected}
          </a>
          <FileButton label={t.corrected} describedBy={id} onFile={take} />
          <span id={id} className="dim">
            {of.dry_run ? t.correctedWhole : t.correctedLead}
          </span>
        </p>
      )}
      {fault && <UploadFault {...fault} />}
    </>
  );
}
