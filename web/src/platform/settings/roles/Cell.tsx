import { type Action, isScoped, type RoleScope, SCOPES } from "./matrix";
import { useWords } from "./words";

interface CellProps {
  label: string;
  action: Action;
  /** Records have owners; where they have none, all are reached or none. */
  isOwned: boolean;
  /** Undefined at the head of a column, where something is set for all. */
  value: RoleScope | boolean | null | undefined;
  onChange: (value: RoleScope | boolean | null) => void;
}

/** One right: a scope, or whether it is allowed. A plain control of the browser, because there are a hundred of them. */
export function Cell({ label, action, isOwned, value, onChange }: CellProps) {
  const w = useWords();
  const isHead = value === undefined;
  if (!isScoped(action)) {
    if (!isHead)
      return (
        <input
          type="checkbox"
          checked={value === true}
          aria-label={label}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    return (
      <select
        className="set-native head"
        value=""
        aria-label={label}
        onChange={(event) => onChange(event.target.value === "yes")}
      >
        <option value="" hidden />
        <option value="yes">{w.allowed}</option>
        <option value="no">{w.never}</option>
      </select>
    );
  }
  const shown = isHead ? "" : value === null || value === false ? "never" : isOwned ? String(value) : "all";
  const change = (next: string) => onChange(next === "never" ? null : (next as RoleScope));
  return (
    <select
      className={`set-native ${isHead ? "head" : ""} ${shown === "never" ? "none" : ""}`}
      value={shown}
      aria-label={label}
      onChange={(event) => change(event.target.value)}
    >
      {isHead && <option value="" hidden />}
      <option value="never">{w.never}</option>
      {(isOwned ? SCOPES : (["all"] as const)).map((scope) => (
        <option key={scope} value={scope}>
          {w.scopes[scope]}
        </option>
      ))}
    </select>
  );
}
