import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";
import { announce } from "../../ui/live";
import { useWords } from "../words";

/** Copies what an element says; false when the browser does not let it. */
async function copyFrom(element: HTMLElement): Promise<boolean> {
  // Only a secure connection has a clipboard; elsewhere what is selected can be copied.
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(element.textContent ?? "").then(
      () => true,
      () => false,
    );
  }
  getSelection()?.selectAllChildren(element);
  return document.execCommand("copy");
}

/** A text to be taken away. */
export function Copy({ text }: { text: string }) {
  const w = useWords();
  const box = useRef<HTMLElement>(null);
  const [state, setState] = useState<"copied" | "selected" | null>(null);
  const copy = async () => {
    const code = box.current;
    if (!code) return;
    const isCopied = await copyFrom(code);
    if (!isCopied) getSelection()?.selectAllChildren(code);
    setState(isCopied ? "copied" : "selected");
    announce(isCopied ? w.copied : w.selected);
  };
  return (
    <>
      <div className="set-secret">
        <code ref={box}>{text}</code>
        <Button icon={state === "copied" ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void copy()}>
          {state === "copied" ? w.copied : w.copy}
        </Button>
      </div>
      {state === "selected" && <small className="late">{w.selected}</small>}
    </>
  );
}
