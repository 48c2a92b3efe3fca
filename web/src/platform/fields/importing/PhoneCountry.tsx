import { Select } from "antd";
import { useId } from "react";
import { useLocale } from "../../i18n";
import type { ImportProps } from "../kind";
import { useWords } from "./words";

/** Where Chinese companies most often have customers. The server knows all; a number with its code needs none of them. */
const COUNTRIES =
  "CN HK MO TW SG MY TH VN ID PH IN JP KR AU NZ US CA MX BR GB DE FR IT ES NL PL RU TR AE SA ZA EG NG KZ".split(" ");

/** Whose numbers they are when they have no country code: of the whole file. */
export function PhoneCountry({ file, onFile }: ImportProps) {
  const t = useWords();
  const id = useId();
  const names = new Intl.DisplayNames([useLocale() === "zh" ? "zh-CN" : "en"], { type: "region" });
  const options = COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code }));
  return (
    <div className="imp-line">
      <label htmlFor={id}>{t.country}</label>
      <Select
        id={id}
        value={file.phone_region}
        onChange={(code: string | undefined) => onFile({ phone_region: code })}
        options={options}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t.ofCompany}
      />
    </div>
  );
}
