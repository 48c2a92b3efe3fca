import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { Failed, Lines } from "../../ui/states";
import { say } from "../../ui/toasts";
import { useModuleName } from "../parts/useModuleName";
import { useSend } from "../parts/useSend";
import { door } from "../queries";
import { bringBackField, changeModule, fieldPath } from "./changes";
import { useWords } from "./words";

/** What uses a field is told before it is retired. */
export function RetireField({ module, field, onClose }: { module: Module; field: Field | null; onClose: () => void }) {
  const w = useWords();
  const label = useLabel();
  const send = useSend();
  const nameOf = useModuleName();
  const path = fieldPath(module.key, field?.key ?? "");
  const { data, error, refetch } = useQuery({
    ...door(`${path}/dependents`),
    enabled: field !== null,
  });
  const name = field ? label(field) : "";
  const close = () => {
    send.clear();
    onClose();
  };
  const retire = async () => {
    if (!field || !(await send.send(() => changeModule("DELETE", path)))) return;
    say(w.field.retired(name), () => bringBackField(module.key, field.key));
    close();
  };
  return (
    <Modal
      open={field !== null}
      title={w.field.retireTitle(name)}
      okText={w.field.retire}
      okButtonProps={{ danger: true, loading: send.isBusy, disabled: !data }}
      onOk={() => void retire()}
      onCancel={close}
    >
      <p>{w.field.retireLead}</p>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Lines count={2} />
      ) : data.dependents.length === 0 ? (
        <p className="dim">{w.field.unused}</p>
      ) : (
        <>
          <p>{w.field.usedBy}</p>
          <ul className="set-told">
            {data.dependents.map((one) => (
              <li key={`${one.kind} ${one.module} ${one.id}`}>
                {w.dependents[one.kind] ?? one.kind} · {nameOf(one.module)} · {one.label ?? w.someonesView}
              </li>
            ))}
          </ul>
        </>
      )}
      {send.fault && (
        <p className="late" role="alert">
          {send.fault}
        </p>
      )}
    </Modal>
  );
}
