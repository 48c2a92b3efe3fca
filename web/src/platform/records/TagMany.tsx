import { useQuery } from "@tanstack/react-query";
import { Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../api/http";
import type { Module, RecordRow } from "../api/types";
import { refresh } from "../api/writes";
import { useText } from "../i18n";
import { say } from "../ui/toasts";
import { eachOf, withTags } from "./many";

const AT_A_TIME = 4;

interface TagManyProps {
  module: Module;
  records: RecordRow[];
  onClose: () => void;
}

/** Puts tags on the selected records, beside those that they have. */
export default function TagMany({ module, records, onClose }: TagManyProps) {
  const t = useText();
  const [tags, setTags] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const known = useQuery({
    queryKey: ["tags", module.key],
    queryFn: () => api("GET", `tags?module=${module.key}`),
  });
  const put = async (record: RecordRow, all: string[]) => {
    await api("PUT", `records/${module.key}/${record.id}/tags`, { body: { tags: all } });
  };
  const apply = async () => {
    setBusy(true);
    const [done, failed] = await eachOf(records, AT_A_TIME, (record) => put(record, withTags(record.tags, tags)));
    refresh(module.key);
    setBusy(false);
    onClose();
    say(failed === 0 ? t.record.done(done) : t.record.partly(done, failed), async () => {
      await eachOf(records, AT_A_TIME, (record) => put(record, withTags(record.tags, [])));
      refresh(module.key);
    });
  };
  return (
    <Modal
      open
      title={`${t.record.tag} · ${t.list.selected(records.length)}`}
      okText={t.record.apply}
      cancelText={t.record.cancel}
      onOk={() => void apply()}
      okButtonProps={{ disabled: tags.length === 0, loading: isBusy }}
      onCancel={onClose}
    >
      <Select
        mode="tags"
        value={tags}
        onChange={setTags}
        options={(known.data?.tags ?? []).map(({ tag }) => ({ value: tag, label: tag }))}
        placeholder={t.record.tag}
        aria-label={t.record.tag}
        style={{ width: "100%" }}
        autoFocus
      />
    </Modal>
  );
}
