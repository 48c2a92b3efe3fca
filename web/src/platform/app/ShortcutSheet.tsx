import { Modal } from "antd";
import { useText } from "../i18n";
import { useSheet } from "./keys";

/** All shortcuts on one sheet. */
export default function ShortcutSheet() {
  const t = useText();
  const isOpen = useSheet((sheet) => sheet.isOpen);
  const set = useSheet((sheet) => sheet.set);
  const keys: [string, string][] = [
    ["Ctrl K", t.keys.palette],
    ["/", t.keys.find],
    ["C", t.keys.create],
    ["E", t.keys.edit],
    ["N", t.keys.followUp],
    ["J", t.keys.next],
    ["K", t.keys.previous],
    ["↑ ↓ ← →", t.keys.move],
    ["Enter", t.keys.enter],
    ["Shift Enter", t.list.hintOpen],
    ["Space", t.keys.select],
    ["?", t.keys.help],
  ];
  return (
    <Modal open={isOpen} onCancel={() => set(false)} footer={null} title={t.keys.title} destroyOnHidden>
      <dl className="sheet">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
