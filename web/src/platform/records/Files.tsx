import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import type { Schema } from "../api/doors";
import { api } from "../api/http";
import { queryClient } from "../api/queries";
import type { Module, RecordRow } from "../api/types";
import { useLocale, useText } from "../i18n";
import { integer } from "../i18n/format";
import { Failed, Lines } from "../ui/states";
import { say, sayFault } from "../ui/toasts";
import { mayUpdate } from "./useModule";

/** The files that hang on a record. */
export function Files({ module, record }: { module: Module; record: RecordRow }) {
  const t = useText();
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const key = ["files", module.key, record.id];
  const path = `records/${module.key}/${record.id}/files` as const;
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => api("GET", path),
  });
  const files = data?.entries;
  const again = () => queryClient.invalidateQueries({ queryKey: key });
  const attach = async (file: File) => {
    setBusy(true);
    try {
      const sent = await api("POST", `files?name=${encodeURIComponent(file.name)}`, { body: file });
      await api("POST", path, { body: { file: sent.id } });
      await again();
    } catch (fault) {
      sayFault(fault);
    } finally {
      setBusy(false);
    }
  };
  const remove = async (file: Schema["AttachedFile"]) => {
    try {
      await api("DELETE", `files/${file.id}`);
      await again();
      say(t.record.removed(file.name));
    } catch (fault) {
      sayFault(fault);
    }
  };
  if (error && !files) return <Failed error={error} retry={() => void refetch()} />;
  if (!files) return <Lines count={3} />;
  return (
    <>
      {mayUpdate(module) && (
        <>
          <input
            ref={input}
            type="file"
            hidden
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void attach(file);
              event.target.value = "";
            }}
          />
          <Button icon={<UploadOutlined />} loading={isBusy} onClick={() => input.current?.click()}>
            {t.record.upload}
          </Button>
        </>
      )}
      {files.length === 0 ? (
        <p className="dim quiet">{t.record.noFiles}</p>
      ) : (
        <ul className="files">
          {files.map((file) => (
            <li key={file.id}>
              <PaperClipOutlined />
              <a href={`/api/v1/files/${file.id}`} className="cut">
                {file.name}
              </a>
              <span className="dim num">{integer(Math.ceil(file.size / 1024), locale)} KB</span>
              {mayUpdate(module) && (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  onClick={() => void remove(file)}
                  aria-label={`${t.record.remove} ${file.name}`}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
