import { Modal, Select } from "antd";
import { useState } from "react";
import type { Module, RecordRow } from "../api/types";
import { batch, isDone } from "../api/writes";
import { isEditable, kindOf, wireOf } from "../fields/registry";
import { useLabel, useText } from "../i18n";
import { reasonOf, say } from "../ui/toasts";

interface EditManyProps {
  module: Module;
  records: RecordRow[];
  /** The one field that is to be set. */
  only?: string;
  onClose: () => void;
}

/** Sets one field of the selected records, and offers to give each back what it had. */
export default function EditMany({ module, records, only, onClose }: EditManyProps) {
  const t = useText();
  const label = useLabel();
  const [key, setKey] = useState<string | null>(only ?? null);
  const [value, setValue] = useState<unknown>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const fields = module.fields.filter((field) => isEditable(field) && !field.unique && field.key !== module.name_field);
  const field = fields.find((one) => one.key === key);
  const Edit = field && kindOf(field).Edit;
  const apply = async () => {
    if (!field) return;
    setBusy(true);
    setFault(null);
    const row = (record: RecordRow, of: unknown) => ({ id: record.id, ...wireOf(module, { [field.key]: of }, record) });
    try {
      const results = await batch(
        module.key,
        "update",
        records.map((record) => row(record, value)),
      );
      const changed = records.filter((_, at) => isDone(results[at]));
      const failed = records.length - changed.length;
      const undo = async () => {
        await batch(
          module.key,
          "update",
          changed.map((record) => row(record, record[field.key])),
        );
      };
      say(failed === 0 ? t.record.done(changed.length) : t.record.partly(changed.length, failed), undo);
      onClose();
    } catch (error) {
      setFault(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  const title = only === undefined ? t.record.editMany : t.record.transfer;
  return (
    <Modal
      open
      title={`${title} · ${t.list.selected(records.length)}`}
      okText={t.record.apply}
      cancelText={t.record.cancel}
      onOk={() => void apply()}
      okButtonProps={{ disabled: !field, loading: isBusy }}
      onCancel={onClose}
    >
      <div className="small-form wide">
        {only === undefined && (
          <Select
            value={key}
            onChange={(next) => {
              setKey(next);
              setValue(null);
            }}
            options={fields.map((one) => ({ value: one.key, label: label(one) }))}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t.record.chooseField}
            aria-label={t.record.chooseField}
          />
        )}
        {field && Edit && (
          <>
            <label htmlFor="edit-many">{label(field)}</label>
            <Edit id="edit-many" field={field} value={value} onChange={setValue} />
          </>
        )}
        {fault && (
          <p className="late" role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  );
}
