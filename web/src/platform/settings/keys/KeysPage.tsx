import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { Answer } from "../../api/doors";
import { api } from "../../api/http";
import { Moment } from "../../fields/dates";
import { useLocale } from "../../i18n";
import { listed, moment } from "../../i18n/format";
import { State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { Loaded } from "../parts/Loaded";
import { Secret } from "../parts/Secret";
import { Section } from "../parts/Section";
import { useEdited } from "../parts/useEdited";
import { useModuleName } from "../parts/useModuleName";
import { again, door } from "../queries";
import { NewKey } from "./NewKey";
import { useWords } from "./words";

type ApiKey = Answer<"GET", "api-keys">["api_keys"][number];

/** The keys with which programs act for the person. */
export default function KeysPage() {
  const w = useWords();
  const edited = useEdited<never>();
  const [secret, setSecret] = useState<string | null>(null);
  const query = useQuery(door("api-keys"));
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={edited.make}>
      {w.make}
    </Button>
  );
  return (
    <Section lead={w.lead} actions={make}>
      <Loaded query={query}>
        {({ api_keys }) =>
          api_keys.length === 0 ? (
            <State title={w.none}>{w.noneLead}</State>
          ) : (
            <Table label={w.title} heads={[w.name, w.hint, w.modules, w.until, w.used, ""]}>
              {api_keys.map((key) => (
                <KeyRow key={key.id} apiKey={key} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {edited.turn > 0 && <NewKey key={edited.turn} edited={edited} onMade={setSecret} />}
      <Secret title={w.secret} lead={w.secretLead} text={secret} onDone={() => setSecret(null)} />
    </Section>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const w = useWords();
  const locale = useLocale();
  const nameOf = useModuleName();
  const ask = useAsk();
  const revoke = async () => {
    try {
      await api("DELETE", `api-keys/${apiKey.id}`);
      await again("api-keys");
      say(w.revoked);
    } catch (error) {
      sayFault(error);
    }
  };
  const askRevoke = () => {
    void ask({
      title: w.revokeAsk(apiKey.name),
      content: w.revokeLead,
      okText: w.revoke,
      isGrave: true,
      onOk: revoke,
    });
  };
  return (
    <tr>
      <td>
        <b>{apiKey.name}</b>
      </td>
      <td className="num dim">{apiKey.hint}…</td>
      <td>
        {apiKey.modules.length === 0 ? w.allModules : listed(apiKey.modules.map(nameOf), locale)}
        <small>{apiKey.read_only ? w.readOnly : w.readWrite}</small>
      </td>
      <td className="num">{apiKey.expires_at === null ? w.never : moment(apiKey.expires_at, locale)}</td>
      <td>
        {apiKey.last_used_at === null ? (
          <span className="dim">{w.unused}</span>
        ) : (
          <Moment value={apiKey.last_used_at} />
        )}
      </td>
      <td className="act">
        <Button size="small" type="text" danger onClick={askRevoke} aria-label={`${w.revoke} ${apiKey.name}`}>
          {w.revoke}
        </Button>
      </td>
    </tr>
  );
}
