import { Button, Input } from "antd";
import { useWords } from "./words";

const LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A password that is told to somebody: without letters that look alike. */
function drawPassword(length = 12): string {
  const drawn = crypto.getRandomValues(new Uint32Array(length));
  return [...drawn].map((number) => LETTERS[number % LETTERS.length]).join("");
}

interface PasswordInputProps {
  id: string;
  value: string;
  onChange: (password: string) => void;
  /** Enter in it does this instead of sending the form around it. */
  onEnter?: () => void;
  invalid: boolean;
}

/** A password for somebody else; it is seen, because it has to be passed on. */
export function PasswordInput({ id, value, onChange, onEnter, invalid }: PasswordInputProps) {
  const w = useWords();
  return (
    <span className="with-draw">
      <Input
        id={id}
        value={value}
        autoComplete="new-password"
        status={invalid ? "error" : ""}
        onChange={(event) => onChange(event.target.value)}
        onPressEnter={(event) => {
          if (!onEnter) return;
          event.preventDefault();
          onEnter();
        }}
      />
      <Button onClick={() => onChange(drawPassword())}>{w.draw}</Button>
    </span>
  );
}
