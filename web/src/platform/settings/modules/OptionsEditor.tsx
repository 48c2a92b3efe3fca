import { HolderOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { colorOf } from "../../fields/choice";
import { proposeKey } from "../parts/key";
import { Moves } from "../parts/Moves";
import { dropped, moved } from "../parts/order";
import { useSortable } from "../parts/useSortable";
import { useWords as useCommon } from "../words";
import { changed, OPTION_COLORS, type OptionDraft, withOne, without } from "./options";
import { useWords } from "./words";

interface OptionsEditorProps {
  options: OptionDraft[];
  /** The system needs them: they are renamed and coloured, not added or retired. */
  isFixed: boolean;
  onChange: (options: OptionDraft[]) => void;
  faultOf: (place: string) => string | undefined;
}

/** The options of a choice in their order. */
export function OptionsEditor({ options, isFixed, onChange, faultOf }: OptionsEditorProps) {
  const w = useWords();
  const add = () => onChange(withOne(options, () => proposeKey("", Date.now())));
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
            fault={
              ["key", "label", "color", "retired"].map((part) => faultOf(`options[${at}].${part}`)).find(Boolean) ??
              undefined
            }
            onChange={(change) => onChange(changed(options, option.key, change))}
            onRemove={() => onChange(without(options, option.key))}
            onMove={(by) => onChange(moved(options, at, by))}
            onDrop={(key, isBelow) => onChange(dropped(options, (one) => one.key, key, option.key, isBelow))}
          />
        ))}
      </div>
      {options.length === 0 && <p className="late">{w.options.needsOne}</p>}
      {faultOf("options") && <p className="late">{faultOf("options")}</p>}
      {!isFixed && (
        <Button type="dashed" icon={<PlusOutlined />} onClick={add} block>
          {w.options.add}
        </Button>
      )}
    </fieldset>
  );
}

interface OptionLineProps {
  option: OptionDraft;
  at: number;
  isLast: boolean;
  isFixed: boolean;
  fault: string | undefined;
  onChange: (change: Partial<OptionDraft>) => void;
  onRemove: () => void;
  onMove: (by: number) => void;
  onDrop: (key: string, isBelow: boolean) => void;
}

function OptionLine({ option, at, isLast, isFixed, fault, onChange, onRemove, onMove, onDrop }: OptionLineProps) {
  const w = useWords();
  const common = useCommon();
  const { box, grip, className } = useSortable<HTMLDivElement>("options", option.key, onDrop);
  const n = at + 1;
  const name = option.labels.zh || option.labels.en || String(n);
  const set = (locale: "zh" | "en", text: string) => onChange({ labels: { ...option.labels, [locale]: text } });
  const mayRetire = !isFixed && !option.core;
  return (
    <div ref={box} className={`opt ${option.retired ? "gone" : ""} ${className}`}>
      <span ref={grip} className="set-grip" title={common.drag(name)}>
        <HolderOutlined />
      </span>
      <span className="opt-color">
        <i style={{ background: option.color === null ? "transparent" : colorOf(option) }} />
        <select
          className="set-native"
          value={option.color ?? ""}
          aria-label={w.options.color(n)}
          onChange={(event) => onChange({ color: event.target.value || null })}
        >
          <option value="">{w.options.noColor}</option>
          {[...new Set([...OPTION_COLORS, ...(option.color ? [option.color] : [])])].map((color) => (
            <option key={color} value={color}>
              {w.options.colors[color] ?? color}
            </option>
          ))}
        </select>
      </span>
      <Input
        value={option.labels.zh ?? ""}
        maxLength={80}
        placeholder={common.zhName}
        aria-label={w.options.zh(n)}
        status={fault ? "error" : ""}
        onChange={(event) => set("zh", event.target.value)}
      />
      <Input
        value={option.labels.en ?? ""}
        maxLength={80}
        placeholder={common.enName}
        aria-label={w.options.en(n)}
        onChange={(event) => set("en", event.target.value)}
      />
      <span className="acts">
        <Moves what={name} isFirst={at === 0} isLast={isLast} onMove={onMove} />
        {mayRetire &&
          (option.retired ? (
            <Button
              size="small"
              type="text"
              onClick={() => onChange({ retired: false })}
              aria-label={`${w.options.restore} ${name}`}
            >
              {w.options.restore}
            </Button>
          ) : (
            <Button
              size="small"
              type="text"
              onClick={onRemove}
              aria-label={`${option.isNew ? w.options.remove : w.options.retire} ${name}`}
            >
              {option.isNew ? w.options.remove : w.options.retire}
            </Button>
          ))}
      </span>
      {fault && <small className="late">{fault}</small>}
    </div>
  );
}
