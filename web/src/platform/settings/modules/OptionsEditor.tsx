import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { announce } from "../../ui/live";
import { proposeKey } from "../parts/key";
import { useNameOf } from "../parts/labels";
import { dropped, moved } from "../parts/order";
import { OptionLine } from "./OptionLine";
import { changed, type OptionDraft, withOne, without } from "./options";
import { useWords } from "./words";

interface OptionsEditorProps {
  options: OptionDraft[];
  /** The system needs them: they are renamed and coloured, not added or retired. */
  isFixed: boolean;
  onChange: (options: OptionDraft[]) => void;
  faultOf: (place: string) => string | undefined;
}

const PARTS = ["key", "label", "color", "retired", "aliases"];

/** The options of a choice in their order. */
export function OptionsEditor({ options, isFixed, onChange, faultOf }: OptionsEditorProps) {
  const w = useWords();
  const nameOf = useNameOf();
  const [hasAliases, setAliases] = useState(() => options.some((option) => option.aliases.length > 0));
  const [added, setAdded] = useState("");
  const add = () => {
    const next = withOne(options, () => proposeKey("", Date.now()));
    setAdded(next.at(-1)?.key ?? "");
    onChange(next);
  };
  const arrange = (next: OptionDraft[], key: string) => {
    const at = next.findIndex((one) => one.key === key);
    if (at < 0 || options[at]?.key === key) return;
    onChange(next);
    announce(w.options.movedTo(nameOf(next[at]?.labels ?? {}, w.options.nameless), at + 1, next.length));
  };
  return (
    <fieldset className="set-plain">
      <legend>{w.options.title}</legend>
      <div className="opts">
        {options.map((option, at) => (
          <OptionLine
            key={option.key}
            option={option}
            at={at}
            isLast={at === options.length - 1}
            isFixed={isFixed}
            hasAliases={hasAliases}
            isTyped={option.key === added}
            fault={PARTS.map((part) => faultOf(`options[${at}].${part}`)).find(Boolean)}
            onChange={(change) => onChange(changed(options, option.key, change))}
            onEnter={() => !isFixed && add()}
            onRemove={() => onChange(without(options, option.key))}
            onMove={(by) => arrange(moved(options, at, by), option.key)}
            onDrop={(key, isBelow) =>
              arrange(
                dropped(options, (one) => one.key, key, option.key, isBelow),
                key,
              )
            }
          />
        ))}
      </div>
      {options.length === 0 && <p className="late">{w.options.needsOne}</p>}
      {faultOf("options") && (
        <p className="late" role="alert">
          {faultOf("options")}
        </p>
      )}
      <div className="set-tools">
        {!isFixed && (
          <Button type="dashed" icon={<PlusOutlined />} onClick={add} className="grow">
            {w.options.add}
          </Button>
        )}
        <Checkbox checked={hasAliases} onChange={(event) => setAliases(event.target.checked)}>
          {w.options.showAliases}
        </Checkbox>
      </div>
    </fieldset>
  );
}
