import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { Module } from "../../api/types";
import { say } from "../../ui/toasts";
import { proposeKey } from "../parts/key";
import { SaveBar } from "../parts/SaveBar";
import { Section } from "../parts/Section";
import { useGuard } from "../parts/useGuard";
import { useSend } from "../parts/useSend";
import { changeModule } from "./changes";
import { LayoutPart } from "./LayoutPart";
import { addSection, layoutWire, partsOf } from "./layout";
import { useWords } from "./words";

/** Which fields stand where on the page of a record and in its form. */
export function LayoutEditor({ module }: { module: Module }) {
  const w = useWords();
  const send = useSend();
  const [saved] = useState(() => partsOf(module.layout));
  const [parts, setParts] = useState(saved);
  const isChanged = JSON.stringify(parts) !== JSON.stringify(saved);
  useGuard(isChanged && !send.isBusy);
  const save = async () => {
    const done = await send.send(() =>
      changeModule("PUT", `modules/${module.key}/layout`, { layout: layoutWire(parts) }),
    );
    if (done) say(w.layout.saved);
  };
  const add = () => setParts(addSection(parts, proposeKey("", Date.now()), { zh: w.layout.newName, en: "" }));
  const button = (
    <Button icon={<PlusOutlined />} onClick={add}>
      {w.layout.add}
    </Button>
  );
  return (
    <>
      <Section lead={w.layout.lead} actions={button}>
        <div className="lay">
          {parts.map((part, at) => (
            <LayoutPart
              key={part.key ?? "rest"}
              module={module}
              parts={parts}
              part={part}
              at={at}
              onChange={setParts}
            />
          ))}
        </div>
      </Section>
      <SaveBar isChanged={isChanged} send={send} onSave={() => void save()} onDiscard={() => setParts(saved)} />
    </>
  );
}
