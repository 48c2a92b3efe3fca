import { HolderOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { colorOf } from "../../fields/choice";
import { useLocale } from "../../i18n";
import { useNameOf } from "../parts/labels";
import { Moves } from "../parts/Moves";
import { useSortable } from "../parts/useSortable";
import { useWords as useCommon } from "../words";
import { AliasInput } from "./AliasInput";
import { OPTION_COLORS, type OptionDraft } from "./options";
import { useWords } from "./words";

interface OptionLineProps {
  option: OptionDraft;
  at: number;
  isLast: boolean;
  isFixed: boolean;
  hasAliases: boolean;
  /** It was just added: its name is typed next. */
  isTyped: boolean;
  fault: string | undefined;
  onChange: (change: Partial<OptionDraft>) => void;
  onRemove: () => void;
  /** Enter in a name: the next option is typed. */
  onEnter: () => void;
  onMove: (by: number) => void;
  onDrop: (key: string, isBelow: boolean) => void;
}

/** One option: its colour, its names, what else it is called, its place. */
export function OptionLine(props: OptionLineProps) {
  const { option, at, isLast, isFixed, hasAliases, isTyped, fault, onChange, onRemove, onEnter, onMove, onDrop } =
    props;
  const w = useWords();
  const common = useCommon();
  const own = useLocale();
  const { box, grip, className } = useSortable<HTMLDivElement>("options", option.key, onDrop);
  const n = at + 1;
  const name = useNameOf()(option.labels, String(n));
  const input = (locale: "zh" | "en", label: string, placeholder: string) => (
    <Input
      value={option.labels[locale] ?? ""}
      maxLength={80}
      placeholder={placeholder}
      aria-label={label}
      status={fault ? "error" : ""}
      autoFocus={isTyped && locale === own}
      onPressEnter={(event) => {
        // It does not send the form.
        event.preventDefault();
        onEnter();
      }}
      onChange={(event) => onChange({ labels: { ...option.labels, [locale]: event.target.value } })}
    />
  );
  const act = (text: string, onClick: () => void) => (
    <Button size="small" type="text" onClick={onClick} aria-label={`${text} ${name}`}>
      {text}
    </Button>
  );
  return (
    <div ref={box} className={`opt ${option.retired ? "gone" : ""} ${className}`}>
      <span ref={grip} className="set-grip" title={common.drag(name)}>
        <HolderOutlined />
      </span>
      <Colour option={option} n={n} onChange={onChange} />
      {input("zh", w.options.zh(n), common.zhName)}
      {input("en", w.options.en(n), common.enName)}
      <span className="acts">
        <Moves what={name} isFirst={at === 0} isLast={isLast} onMove={onMove} />
        {!isFixed &&
          !option.core &&
          (option.retired
            ? act(w.options.restore, () => onChange({ retired: false }))
            : act(option.isNew ? w.options.remove : w.options.retire, onRemove))}
      </span>
      {hasAliases && (
        <div className="opt-more">
          <AliasInput
            label={w.options.aliases(n)}
            value={option.aliases}
            onChange={(aliases) => onChange({ aliases })}
            placeholder={w.options.aliasesHint}
          />
        </div>
      )}
      {fault && (
        <small className="late opt-more" role="alert">
          {fault}
        </small>
      )}
    </div>
  );
}

function Colour({ option, n, onChange }: { option: OptionDraft; n: number } & Pick<OptionLineProps, "onChange">) {
  const w = useWords();
  // A colour of another kind, such as one that was shipped, can be kept.
  const colors = [...new Set([...OPTION_COLORS, ...(option.color ? [option.color] : [])])];
  return (
    <span className="opt-color">
      <i style={{ background: option.color === null ? "transparent" : colorOf(option) }} />
      <select
        className="set-native"
        value={option.color ?? ""}
        aria-label={w.options.color(n)}
        onChange={(event) => onChange({ color: event.target.value || null })}
      >
        <option value="">{w.options.noColor}</option>
        {colors.map((color) => (
          <option key={color} value={color}>
            {w.options.colors[color] ?? color}
          </option>
        ))}
      </select>
    </span>
  );
}
