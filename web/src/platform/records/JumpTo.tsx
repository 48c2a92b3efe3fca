import { Button } from "antd";
import { type ReactElement, useState } from "react";
import type { Module } from "../api/types";
import { isEmpty } from "../fields/kind";
import { kindOf } from "../fields/registry";
import type { From } from "../grid/useRows";
import { useLabel, useText } from "../i18n";
import { Flyout } from "../ui/Flyout";
import { jumpField } from "./jump";
import type { List } from "./useList";

interface JumpToProps {
  module: Module;
  list: List;
  children: ReactElement<{ onClick?: () => void }>;
}

/** Lets a list begin at a value of the field that it is sorted by; nothing where there is no such field. */
export function JumpTo({ module, list, children }: JumpToProps) {
  const t = useText();
  const label = useLabel();
  const [isOpen, setOpen] = useState(false);
  const [value, setValue] = useState<unknown>(null);
  const found = jumpField(module, list.sort);
  if (!found) return null;
  const { field, op } = found;
  const { Filter } = kindOf(field);
  if (!Filter) return null;
  const jump = () => {
    setOpen(false);
    list.go({ from: value as From, open: undefined });
  };
  const form = (
    <form
      className="small-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty(value)) jump();
      }}
    >
      <Filter field={field} op={op} value={value} onChange={setValue} />
      <Button type="primary" htmlType="submit" disabled={isEmpty(value)}>
        {t.list.jump}
      </Button>
    </form>
  );
  return (
    <Flyout title={t.list.beginsAt(label(field))} isOpen={isOpen} onOpen={setOpen} content={form} placement="topLeft">
      {children}
    </Flyout>
  );
}
