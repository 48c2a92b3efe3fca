import { useQuery } from "@tanstack/react-query";
import { Drawer, Modal } from "antd";
import { useRef, useState } from "react";
import { moduleOf } from "../api/queries";
import { useLabel, useText } from "../i18n";
import { Failed, Lines } from "../ui/states";
import { useIsPhone } from "../ui/useIsPhone";
import { keepDraft } from "./drafts";
import "./form.css";
import { FormBody } from "./FormBody";
import { useForms } from "./forms";
import { useMe } from "./useModule";

/** The drawer in which records are made and changed. */
export default function RecordForm() {
  const form = useForms((forms) => forms.form);
  const close = useForms((forms) => forms.close);
  const isPhone = useIsPhone();
  const [isAsking, setAsking] = useState(false);
  const t = useText();
  const label = useLabel();
  const isDirty = useRef(false);
  const { data: module, error, refetch } = useQuery({ ...moduleOf(form?.module ?? ""), enabled: form !== null });
  const leave = () => {
    if (isDirty.current) setAsking(true);
    else close();
  };
  const me = useMe();
  const discard = () => {
    setAsking(false);
    if (form && !form.record && !form.start) keepDraft(me.person.id, form.module, null);
    close();
  };
  const what = module ? label(module) : "";
  const title = form?.record ? `${t.record.edit} · ${form.record.name}` : t.record.add(what);
  return (
    <Drawer
      open={form !== null}
      onClose={leave}
      title={title}
      size={isPhone ? "100%" : 640}
      destroyOnHidden
      className="form-drawer"
      keyboard
    >
      {form &&
        (module ? (
          <FormBody
            key={`${form.module} ${form.record?.id}`}
            form={form}
            module={module}
            isDirty={isDirty}
            onLeave={leave}
            onDone={close}
          />
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          <Lines />
        ))}
      <Modal
        open={isAsking}
        title={t.record.unsaved}
        okText={t.record.discard}
        cancelText={t.record.cancel}
        onOk={discard}
        onCancel={() => setAsking(false)}
        width={400}
      />
    </Drawer>
  );
}
