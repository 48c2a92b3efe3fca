import { FileExcelOutlined } from "@ant-design/icons";
import { type DragEvent, useId, useState } from "react";
import { FileButton } from "./FileButton";
import { Sending } from "./Sending";
import type { Sent } from "./useUpload";
import { useWords } from "./words";

interface DropZoneProps {
  sent: Sent | null;
  onFile: (file: File) => void;
  onCancel: () => void;
}

/** Takes a file that is dropped or chosen. */
export function DropZone({ sent, onFile, onCancel }: DropZoneProps) {
  const t = useWords();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && sent === null) onFile(file);
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
      {sent ? (
        <Sending sent={sent} onCancel={onCancel} />
      ) : (
        <>
          <p>{t.drop}</p>
          <FileButton label={t.choose} isPrimary describedBy={id} onFile={onFile} />
          <small id={id} className="dim">
            {t.kinds}
          </small>
        </>
      )}
    </section>
  );
}
