import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { flushSync } from "react-dom";
import type { Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { announce } from "../../ui/live";
import { say } from "../../ui/toasts";
import { proposeKey } from "../parts/key";
import { useNameOf } from "../parts/labels";
import { SaveBar } from "../parts/SaveBar";
import { Section } from "../parts/Section";
import { useGuard } from "../parts/useGuard";
import { useSend } from "../parts/useSend";
import { changeModule } from "./changes";
import { en } from "./i18n.en";
import { zh } from "./i18n.zh";
import { LayoutPart } from "./LayoutPart";
import { addSection, layoutWire, type Part, partsOf, placeIn, removeSection } from "./layout";
import { useWords } from "./words";

/** How the parts of the layout say that something was moved: each move is told to whoever hears the page. */
export interface Arrange {
  /** Something else than a place was changed. */
  change: (parts: Part[]) => void;
  field: (key: string, parts: Part[]) => void;
  section: (key: string, parts: Part[]) => void;
  remove: (key: string) => void;
}

/** Which fields stand where on the page of a record and in its form. */
export function LayoutEditor({ module }: { module: Module }) {
  const w = useWords();
  const send = useSend();
  // Null: as it is saved.
  const [draft, setDraft] = useState<Part[] | null>(null);
  const saved = partsOf(module.layout);
  const parts = draft ?? saved;
  const isChanged = JSON.stringify(parts) !== JSON.stringify(saved);
  const arrange = useArrange(module, parts, setDraft);
  useGuard(isChanged && !send.isBusy);
  const save = async () => {
    if (!(await send.send(() => changeModule("PUT", `modules/${module.key}/layout`, { layout: layoutWire(parts) }))))
      return;
    setDraft(null);
    say(w.layout.saved);
  };
  const discard = () => {
    setDraft(null);
    send.clear();
  };
  const add = () => {
    const key = proposeKey("", Date.now());
    flushSync(() => setDraft(addSection(parts, key, { zh: zh.layout.newName, en: en.layout.newName })));
    // It stands far below the button: its name is typed next.
    document.querySelector<HTMLInputElement>(`[data-section="${key}"] input`)?.select();
  };
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
              at={at}
              arrange={arrange}
              fault={["key", "label"].map((name) => send.of(`layout[${at}].${name}`)).find(Boolean)}
            />
          ))}
        </div>
      </Section>
      <SaveBar isChanged={isChanged} send={send} onSave={() => void save()} onDiscard={discard} />
    </>
  );
}

function useArrange(module: Module, before: Part[], change: (parts: Part[]) => void): Arrange {
  const w = useWords();
  const label = useLabel();
  const nameOf = useNameOf();
  const nameOfPart = ({ key, labels }: Part) => (key === null ? w.layout.rest : nameOf(labels, w.layout.newName));
  return {
    change,
    field: (key, parts) => {
      const [was, is] = [placeIn(before, key), placeIn(parts, key)];
      if (!is || (was?.part.key === is.part.key && was.at === is.at)) return;
      change(parts);
      const field = module.fields.find((one) => one.key === key);
      announce(w.layout.movedTo(field ? label(field) : key, nameOfPart(is.part), is.at));
    },
    section: (key, parts) => {
      const at = parts.findIndex((part) => part.key === key);
      const part = parts[at];
      if (!part || before[at]?.key === key) return;
      change(parts);
      announce(w.layout.sectionMovedTo(nameOfPart(part), at + 1));
    },
    remove: (key) => {
      const gone = before.find((part) => part.key === key);
      if (!gone) return;
      change(removeSection(before, key));
      announce(w.layout.removed(nameOfPart(gone), gone.fields.length));
    },
  };
}
