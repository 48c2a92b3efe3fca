import { Button, Input } from "antd";
import { useState } from "react";
import { useText } from "../i18n";
import { reasonOf } from "../ui/toasts";
import { ShareFields } from "./ShareFields";
import { useMe } from "./useModule";
import { sharingBody, sharingOf } from "./views";

/** What is said of a view when it is made. */
export type Named = { label: string } & ReturnType<typeof sharingBody>;

/** The name of a new view, and with whom it is shared. */
export function NewView({ onSave }: { onSave: (more: Named) => Promise<void> }) {
  const t = useText();
  const { admin } = useMe();
  const [name, setName] = useState("");
  const [sharing, setSharing] = useState(() => sharingOf(undefined));
  const [fault, setFault] = useState<string | null>(null);
  const isReady = name.trim() !== "";
  const save = async () => {
    try {
      await onSave({ label: name.trim(), ...sharingBody(sharing, admin) });
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <form
      className="small-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
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
      <details>
        <summary>{t.views.shareWith}</summary>
        <ShareFields value={sharing} onChange={setSharing} />
      </details>
      {fault && (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={!isReady}>
        {t.views.save}
      </Button>
    </form>
  );
}
