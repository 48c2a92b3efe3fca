import { Button, Modal } from "antd";
import { useState } from "react";
import { useWords } from "../words";
import { Copy } from "./Copy";

interface SecretProps {
  title: string;
  /** Whom it is for, and that it is not shown again. */
  lead: string;
  /** Null: nothing is told. */
  text: string | null;
  onDone: () => void;
}

/** Tells what nobody can see again; it goes only when one says that one has it. */
export function Secret({ title, lead, text, onDone }: SecretProps) {
  const w = useWords();
  // What was told stays until the box is gone.
  const [told, setTold] = useState(text);
  if (text !== null && text !== told) setTold(text);
  return (
    <Modal
      open={text !== null}
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onDone}>
          {w.kept}
        </Button>
      }
      afterClose={() => setTold(null)}
    >
      <p>{lead}</p>
      {told !== null && <Copy key={told} text={told} />}
    </Modal>
  );
}
