import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import type { Field, Module } from "../../api/types";
import { useLabel } from "../../i18n";
import { say } from "../../ui/toasts";
import { Loaded } from "../parts/Loaded";
import type { Edited } from "../parts/useEdited";
import { useModuleName } from "../parts/useModuleName";
import { useSend } from "../parts/useSend";
import { door } from "../queries";
import { bringBackField, changeModule, fieldPath } from "./changes";
import { useWords } from "./words";

interface RetireFieldProps {
  module: Module;
  field: Field;
  edited: Edited<Field>;
}

/** What uses a field is told before it is retired. */
export function RetireField({ module, field, edited }: RetireFieldProps) {
  const w = useWords();
  const label = useLabel();
  const send = useSend();
  const nameOf = useModuleName();
  const path = fieldPath(module.key, field.key);
  // What used it a moment ago may have changed.
  const query = useQuery({ ...door(`${path}/dependents`), staleTime: 0, enabled: edited.isOpen && !send.isBusy });
  const name = label(field);
  const retire = async () => {
    if (!(await send.send(() => changeModule("DELETE", path)))) return;
    say(w.field.retired(name), () => bringBackField(module.key, field.key));
    edited.close();
  };
  return (
    <Modal
      open={edited.isOpen}
      title={w.field.retireTitle(name)}
      okText={w.field.retire}
      okButtonProps={{ danger: true, loading: send.isBusy, disabled: !query.data }}
      onOk={() => void retire()}
      onCancel={edited.close}
    >
      <p>{w.field.retireLead}</p>
      <Loaded query={query}>
        {({ dependents }) =>
          dependents.length === 0 ? (
            <p className="dim">{w.field.unused}</p>
          ) : (
            <>
              <p>{w.field.usedBy}</p>
              <ul className="set-told">
                {dependents.map((one) => (
                  <li key={`${one.kind} ${one.module} ${one.id}`}>
                    {w.dependents[one.kind] ?? one.kind} · {nameOf(one.module)} · {one.label ?? w.someonesView}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {send.fault && (
        <p className="late" role="alert">
          {send.fault}
        </p>
      )}
    </Modal>
  );
}
