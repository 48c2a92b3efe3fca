import { Button } from "antd";
import { useRef } from "react";

interface FileButtonProps {
  label: string;
  isPrimary?: boolean;
  /** The id of what says more about it. */
  describedBy?: string;
  onFile: (file: File) => void;
}

/** Chooses a table from the device. */
export function FileButton({ label, isPrimary, describedBy, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept=".csv,.tsv,.txt,.xlsx,.xls"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
      <Button
        {...(isPrimary ? { type: "primary" as const } : {})}
        onClick={() => input.current?.click()}
        aria-describedby={describedBy}
      >
        {label}
      </Button>
    </>
  );
}
