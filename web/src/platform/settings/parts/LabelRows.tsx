import { Input } from "antd";
import type { Labels, Locale } from "../../api/types";
import { useLocale } from "../../i18n";
import { useWords } from "../words";
import { Row } from "./Section";

interface LabelRowsProps {
  value: Labels;
  onChange: (labels: Labels) => void;
  fault?: string | undefined;
  /** What is asked for in each language, where it is not the name of the thing. */
  asked?: Record<Locale, string>;
  hint?: string | undefined;
  /** What it is called while nothing is typed. */
  placeholder?: string | undefined;
}

/** What something is called in both languages; one of them is enough. */
export function LabelRows({ value, onChange, fault, asked, hint, placeholder }: LabelRowsProps) {
  const w = useWords();
  const own = useLocale();
  const labels = asked ?? { zh: w.zhName, en: w.enName };
  return (["zh", "en"] as const).map((locale, at) => (
    <Row key={locale} label={labels[locale]} hint={at === 1 ? hint : undefined} fault={at === 0 ? fault : undefined}>
      {(id) => (
        <Input
          id={id}
          value={value[locale] ?? ""}
          maxLength={80}
          placeholder={locale === own ? (placeholder ?? "") : ""}
          status={fault ? "error" : ""}
          onChange={(event) => onChange({ ...value, [locale]: event.target.value })}
        />
      )}
    </Row>
  ));
}
