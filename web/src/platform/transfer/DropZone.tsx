import { FileExcelOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type DragEvent, useId, useRef, useState } from "react";
import { useWords } from "./words";

/** Takes a file that is dropped or chosen. */
export function DropZone({ busy, onFile }: { busy: string | null; onFile: (file: File) => void }) {
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && busy === null) onFile(file);
  };
  return (
    <section
      className={isOver ? "imp-drop over" : "imp-drop"}
      aria-label={t.steps.upload}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileExcelOutlined className="imp-icon" aria-hidden="true" />
      <p aria-live="polite">{busy === null ? t.drop : t.reading(busy)}</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.choose}
        accept=".csv,.tsv,.txt,.xlsx,.xls"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
      <Button type="primary" loading={busy !== null} onClick={() => input.current?.click()} aria-describedby={id}>
        {t.choose}
      </Button>
      <small id={id} className="dim">
        {t.kinds}
      </small>
    </section>
  );
}
