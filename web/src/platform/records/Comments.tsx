import { useQuery } from "@tanstack/react-query";
import { Button, Mentions } from "antd";
import { useState } from "react";
import { api } from "../api/http";
import { queryClient, someOf } from "../api/queries";
import type { Module, RecordRow } from "../api/types";
import { Moment } from "../fields/dates";
import { useText } from "../i18n";
import { Face } from "../ui/Face";
import { Failed, Lines } from "../ui/states";
import { sayFault } from "../ui/toasts";
import { mentioned } from "./mentions";
import { useMe } from "./useModule";

/** What colleagues say to each other about a record; `@` names one, who is told. */
export function Comments({ module, record }: { module: Module; record: RecordRow }) {
  const t = useText();
  const key = ["comments", module.key, record.id];
  const path = `records/${module.key}/${record.id}/comments` as const;
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => api("GET", path) });
  const send = async (body: string, mentions: string[]) => {
    await api("POST", path, { body: { body, mentions } });
    await queryClient.invalidateQueries({ queryKey: key });
  };
  return (
    <>
      <Composer onSend={send} />
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Lines count={3} />
      ) : data.entries.length === 0 ? (
        <p className="dim quiet">{t.record.noComments}</p>
      ) : (
        <ol className="timeline">
          {data.entries.map((comment) => (
            <li key={comment.id}>
              <Face name={comment.person?.name ?? t.record.system} />
              <div>
                <p>
                  <b>{comment.person?.name ?? t.record.system}</b>
                  <Moment value={comment.at} />
                </p>
                <span className="bubble">{comment.body}</span>
              </div>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Composer({ onSend }: { onSend: (body: string, mentions: string[]) => Promise<void> }) {
  const t = useText();
  const { person_module } = useMe();
  const [text, setText] = useState("");
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [named, setNamed] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQuery({ ...someOf(person_module, { q: typed, fields: ["name"] }, 8), enabled: typed !== "" });
  const options = (found.data?.records ?? []).map((one) => ({ key: one.id, value: one.name, label: one.name }));
  const send = async () => {
    setBusy(true);
    try {
      await onSend(text.trim(), mentioned(text, named));
      setText("");
      setNamed(new Map());
    } catch (error) {
      sayFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="composer">
      <Mentions
        value={text}
        onChange={setText}
        onSearch={setTyped}
        onSelect={(option) => setNamed((now) => new Map(now).set(String(option.value), String(option.key)))}
        options={options}
        loading={found.isFetching}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={t.record.comment}
        aria-label={t.record.comment}
      />
      <Button type="primary" onClick={send} loading={isBusy} disabled={text.trim() === ""}>
        {t.record.send}
      </Button>
    </div>
  );
}
