import { FilterOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { Filter, Module } from "../api/types";
import { useText } from "../i18n";
import { Flyout } from "../ui/Flyout";
import { FilterForm } from "./FilterForm";
import "./filter.css";

interface AddFilterProps {
  module: Module;
  onAdd: (part: Filter) => void;
  /** The sign alone, where there is no room for a word; or what it does, where it stands below the others. */
  as?: "sign" | "word";
}

/** The button with which a condition is added. */
export function AddFilter({ module, onAdd, as }: AddFilterProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const add = (part: Filter) => {
    setOpen(false);
    onAdd(part);
  };
  return (
    <Flyout
      title={t.filter.add}
      isOpen={isOpen}
      onOpen={setOpen}
      content={<FilterForm module={module} start={null} onApply={add} />}
    >
      {as === "word" ? (
        <Button icon={<PlusOutlined />}>{t.filter.add}</Button>
      ) : (
        <Button type="text" icon={<FilterOutlined />} aria-label={t.list.filter}>
          {as === "sign" ? null : t.list.filter}
        </Button>
      )}
    </Flyout>
  );
}
