import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useText } from "../i18n";

/** Typing rests for so long before a search begins. */
const TYPING_MS = 250;

interface FindProps {
  value: string;
  onFind: (q: string) => void;
  autoFocus?: boolean;
}

/** Searches as one types, when the typing rests for a moment. */
export function Find({ value, onFind, autoFocus }: FindProps) {
  const t = useText();
  const [typed, setTyped] = useState(value);
  const composing = useRef(false);
  const latest = useRef(onFind);
  latest.current = onFind;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || composing.current) return;
    const timer = setTimeout(() => latest.current(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <Input
      id="list-find"
      className="find"
      allowClear
      autoFocus={autoFocus === true}
      prefix={<SearchOutlined className="dim" />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        setTyped(event.currentTarget.value);
      }}
      onPressEnter={() => onFind(typed.trim())}
      placeholder={t.list.findHere}
      aria-label={t.list.findHere}
    />
  );
}
