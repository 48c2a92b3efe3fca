import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, useState } from "react";
import { moduleOf } from "../api/queries";
import type { Field, Module, RecordRow } from "../api/types";
import { refreshBeside } from "../api/writes";
import { appearance } from "../app/appearance";
import { wireOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { makeOrPutBy } from "../offline/putBy";
import { reasonOf, say } from "../ui/toasts";
import { usual } from "./defaults";
import { useForms } from "./forms";
import { useKeys } from "./useKeys";
import { useMe } from "./useModule";

/** Options that stand side by side; more are in the whole form. */
const MOST_OPTIONS = 5;

/** Writes down what happened with a record, where one sees what happened before. `N` goes there. */
export function FollowUp({ module, record }: { module: Module; record: RecordRow }) {
  const { data: other } = useQuery({ ...moduleOf(appearance.made), enabled: appearance.made !== "" });
  if (!other?.rights.create || other.key === module.key) return null;
  const link = other.fields.find((field) => field.type === "lookup" && field.target === module.key && field.writable);
  const content = other.fields.find((field) => field.type === "long_text" && field.writable);
  if (!link || !content) return null;
  return <Composer module={module} record={record} other={other} link={link} content={content} />;
}

interface ComposerProps {
  module: Module;
  record: RecordRow;
  other: Module;
  link: Field;
  content: Field;
}

function Composer({ module, record, other, link, content }: ComposerProps) {
  const t = useText();
  const label = useLabel();
  const me = useMe();
  const box = useRef<TextAreaRef>(null);
  const openForm = useForms((forms) => forms.open);
  const kind = other.fields.find((field) => field.type === "choice" && field.required && field.writable);
  const options = (kind?.options ?? []).filter((option) => !option.retired);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(options[0]?.key);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useKeys({ n: () => box.current?.focus() });
  const draft = () => ({
    ...usual(other, me.person),
    ...(kind ? { [kind.key]: chosen } : {}),
    [content.key]: text.trim(),
    [link.key]: { id: record.id, name: record.name },
  });
  const send = async () => {
    setBusy(true);
    setFault(null);
    try {
      const typed = draft();
      const made = await makeOrPutBy(other, { body: wireOf(other, typed), typed });
      setText("");
      if (made === null) return;
      refreshBeside(module.key, record.id);
      say(t.record.created(made.name));
    } catch (error) {
      setFault(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="followup">
      <Input.TextArea
        ref={box}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim() !== "") void send();
        }}
        placeholder={t.record.followUp}
        aria-label={t.record.followUp}
        autoSize={{ minRows: text === "" ? 1 : 3, maxRows: 8 }}
        maxLength={content.max_length}
      />
      {text !== "" && (
        <div className="followup-row">
          {kind && options.length > 1 && (
            <Segmented
              size="small"
              value={chosen}
              onChange={setChosen}
              options={options.slice(0, MOST_OPTIONS).map((option) => ({ value: option.key, label: label(option) }))}
              aria-label={label(kind)}
            />
          )}
          <span className="grow" />
          <Button
            type="text"
            onClick={() => {
              openForm({ module: other.key, start: draft(), onSaved: () => refreshBeside(module.key, record.id) });
              setText("");
            }}
          >
            {t.record.wholeForm}
          </Button>
          <Button type="primary" onClick={() => void send()} loading={isBusy} disabled={text.trim() === ""}>
            {t.record.save}
          </Button>
        </div>
      )}
      {fault && (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
