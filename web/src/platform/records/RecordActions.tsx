import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Module, RecordRow } from "../api/types";
import { useText } from "../i18n";
import { sayFault } from "../ui/toasts";
import { useForms } from "./forms";
import { useKeys } from "./useKeys";
import { mayUpdate } from "./useModule";
import { removeRecords } from "./useWrite";

interface RecordActionsProps {
  module: Module;
  record: RecordRow;
  /** The record was deleted. */
  onGone: () => void;
}

/** What can be done with a record as a whole. */
export function RecordActions({ module, record, onGone }: RecordActionsProps) {
  const t = useText();
  const openForm = useForms((forms) => forms.open);
  const edit = () => openForm({ module: module.key, record });
  const canEdit = mayUpdate(module);
  useKeys(canEdit ? { e: edit } : {});
  const remove = async () => {
    try {
      await removeRecords(module, [record]);
      onGone();
    } catch (error) {
      sayFault(error);
    }
  };
  return (
    <div className="record-actions">
      {canEdit && (
        <Button type="primary" icon={<EditOutlined />} onClick={edit}>
          {t.record.edit}
        </Button>
      )}
      {module.rights.delete.length > 0 && (
        <Button icon={<DeleteOutlined />} onClick={remove}>
          {t.record.remove}
        </Button>
      )}
    </div>
  );
}
