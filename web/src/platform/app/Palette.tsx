import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { type KeyboardEvent, useDeferredValue, useState } from "react";
import { api } from "../api/http";
import { useLabel, usePlural, useText } from "../i18n";
import { useForms } from "../records/forms";
import { useMe } from "../records/useModule";
import { ModuleIcon } from "./icons";
import { switchLanguage } from "./session";
import { usePalette } from "./usePalette";

interface Item {
  key: string;
  group: string;
  label: string;
  icon?: React.ReactNode;
  run: () => void;
}

/** One place for everything: records by name, pinyin or number, pages, and what can be done. */
export default function Palette() {
  const isOpen = usePalette((palette) => palette.isOpen);
  const close = usePalette((palette) => palette.close);
  const t = useText();
  return (
    <Modal
      open={isOpen}
      onCancel={close}
      footer={null}
      closable={false}
      destroyOnHidden
      width={560}
      style={{ top: 80 }}
      title={<span className="sr">{t.palette.title}</span>}
      className="palette"
    >
      <Inside close={close} />
    </Modal>
  );
}

function Inside({ close }: { close: () => void }) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const items = useItems(q, close);
  const chosen = Math.min(at, items.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      setAt((chosen + by + items.length) % Math.max(items.length, 1));
    } else if (event.key === "Enter") items[chosen]?.run();
  };
  return (
    <div>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-items"
        aria-activedescendant={items.length > 0 ? `palette-${chosen}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={t.palette.placeholder}
        aria-label={t.palette.placeholder}
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
        autoFocus
      />
      <div id="palette-items" role="listbox" aria-label={t.palette.title}>
        {items.map((item, i) => (
          <div key={item.key}>
            {item.group !== items[i - 1]?.group && (
              <p className="group" aria-hidden="true">
                {item.group}
              </p>
            )}
            <button
              type="button"
              id={`palette-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              onClick={item.run}
              onMouseMove={() => setAt(i)}
            >
              {item.icon}
              <span className="cut">{item.label}</span>
            </button>
          </div>
        ))}
      </div>
      {items.length === 0 && <p className="dim none">{t.palette.nothing}</p>}
      <footer className="dim">{t.palette.hint}</footer>
    </div>
  );
}

const HITS = 5;

function useItems(q: string, close: () => void): Item[] {
  const t = useText();
  const label = useLabel();
  const plural = usePlural();
  const me = useMe();
  const navigate = useNavigate();
  const openForm = useForms((forms) => forms.open);
  const found = useQuery({
    queryKey: ["search", q],
    enabled: q !== "",
    queryFn: ({ signal }) => api("GET", `search?q=${encodeURIComponent(q)}&limit=${HITS}`, { signal }),
    placeholderData: (before) => before,
  });
  const then = (run: () => void) => () => {
    close();
    run();
  };
  const readable = me.modules.filter((one) => one.rights.read.length > 0);
  const records: Item[] = (q === "" ? [] : (found.data?.modules ?? [])).flatMap((part) => {
    const module = readable.find((one) => one.key === part.module);
    if (!module) return [];
    return part.hits.map((hit) => ({
      key: `${part.module} ${hit.id}`,
      group: plural(module),
      label: hit.name ?? hit.id,
      icon: <ModuleIcon module={module.key} custom={module.custom} />,
      run: then(() => void navigate({ to: "/records/$module/$id", params: { module: module.key, id: hit.id } })),
    }));
  });
  const pages: Item[] = [
    { key: "home", group: t.palette.pages, label: t.app.home, run: then(() => void navigate({ to: "/" })) },
    ...readable.map((module) => ({
      key: `to ${module.key}`,
      group: t.palette.pages,
      label: plural(module),
      icon: <ModuleIcon module={module.key} custom={module.custom} />,
      run: then(() => void navigate({ to: "/records/$module", params: { module: module.key }, search: {} })),
    })),
    {
      key: "settings",
      group: t.palette.pages,
      label: t.app.settings,
      run: then(() => void navigate({ to: "/settings" })),
    },
  ];
  const actions: Item[] = [
    ...me.modules
      .filter((module) => module.rights.create)
      .map((module) => ({
        key: `new ${module.key}`,
        group: t.palette.actions,
        label: t.list.new(label(module)),
        run: then(() => openForm({ module: module.key })),
      })),
    { key: "language", group: t.palette.actions, label: t.app.language, run: then(() => void switchLanguage()) },
  ];
  const fits = (item: Item) => item.label.toLowerCase().includes(q.toLowerCase());
  return [...records, ...pages.filter(fits), ...actions.filter(fits)];
}
