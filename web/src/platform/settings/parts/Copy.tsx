import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { sayFault } from "../../ui/toasts";
import { useWords } from "../words";

/** A text to be taken away. */
export function Copy({ text }: { text: string }) {
  const w = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <div className="set-secret">
      <code>{text}</code>
      <Button icon={isCopied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void copy()}>
        {isCopied ? w.copied : w.copy}
      </Button>
    </div>
  );
}
