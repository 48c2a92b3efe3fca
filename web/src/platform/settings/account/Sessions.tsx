import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { Answer } from "../../api/doors";
import { api } from "../../api/http";
import { Moment } from "../../fields/dates";
import { Table } from "../../ui/Table";
import { say, sayFault } from "../../ui/toasts";
import { useAsk } from "../parts/ask";
import { Loaded } from "../parts/Loaded";
import { Section } from "../parts/Section";
import { again, door } from "../queries";
import { deviceOf } from "./device";
import { useWords } from "./words";

type Session = Answer<"GET", "sessions">["sessions"][number];

/** Where the person is signed in, and ending it there. */
export function Sessions() {
  const w = useWords();
  const ask = useAsk();
  const query = useQuery(door("sessions"));
  const end = async (ending: Promise<undefined>, said: string) => {
    try {
      await ending;
      await again("sessions");
      say(said);
    } catch (error) {
      sayFault(error);
    }
  };
  const others = query.data?.sessions.filter((one) => !one.current).length ?? 0;
  const endOthers = () => {
    void ask({
      title: w.endOthersAsk(others),
      okText: w.endOthers,
      onOk: () => end(api("DELETE", "sessions"), w.endedOthers),
    });
  };
  const actions = others > 0 && <Button onClick={endOthers}>{w.endOthers}</Button>;
  return (
    <Section title={w.sessions} lead={w.sessionsLead} actions={actions}>
      <Loaded query={query}>
        {({ sessions }) => (
          <Table label={w.sessions} heads={[w.device, w.address, w.since, w.seen, ""]}>
            {sessions.map((one) => (
              <SessionRow
                key={one.id}
                session={one}
                onEnd={() => void end(api("DELETE", `sessions/${one.id}`), w.ended)}
              />
            ))}
          </Table>
        )}
      </Loaded>
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const w = useWords();
  const { browser: found, system } = deviceOf(session.agent);
  const browser = found === null ? null : (w.browsers[found] ?? found);
  const device = browser && system ? w.on(browser, system) : (browser ?? system ?? w.unknownDevice);
  return (
    <tr>
      <td title={session.agent}>
        {device} {session.current && <span className="chip">{w.current}</span>}
      </td>
      <td className="num">{session.address}</td>
      <td>
        <Moment value={session.created_at} />
      </td>
      <td>
        <Moment value={session.seen_at} />
      </td>
      <td className="act">
        {!session.current && (
          <Button size="small" type="text" onClick={onEnd} aria-label={w.endOf(device)}>
            {w.end}
          </Button>
        )}
      </td>
    </tr>
  );
}
