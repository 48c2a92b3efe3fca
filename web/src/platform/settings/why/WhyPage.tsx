import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { api } from "../../api/http";
import { moduleOf, recordOf } from "../../api/queries";
import { LinkPicker, PersonPicker } from "../../fields/LinkPicker";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { Loaded } from "../parts/Loaded";
import { Row, Section } from "../parts/Section";
import { useChosen } from "../useSettings";
import { WhyFields } from "./WhyFields";
import { sayWhy } from "./why";
import { useWords } from "./words";

/** Why a person sees a record, or does not. The address holds what is asked, so that it can be sent to somebody. */
export default function WhyPage() {
  const w = useWords();
  const label = useLabel();
  const { modules } = useMe();
  const [{ module, record, person }, choose] = useChosen();
  const chosenRecord = useLinkTo(module, record);
  const chosenPerson = useLinkTo(useMe().person_module, person);
  return (
    <>
      <Section lead={w.lead}>
        <Row label={w.module}>
          {(id) => (
            <Select
              id={id}
              value={module}
              placeholder={w.chooseModule}
              onChange={(next) => choose({ module: next, record: undefined }, true)}
              options={modules.map((one) => ({ value: one.key, label: label(one) }))}
              showSearch={{ optionFilterProp: "label" }}
              style={{ width: "100%" }}
            />
          )}
        </Row>
        {module !== undefined && (
          <Row label={w.record}>
            {(id) => (
              <LinkPicker
                key={module}
                id={id}
                label={w.record}
                module={module}
                value={chosenRecord}
                onChange={(link) => choose({ record: link?.id ?? undefined }, true)}
              />
            )}
          </Row>
        )}
        <Row label={w.person}>
          {(id) => (
            <PersonPicker
              id={id}
              label={w.person}
              value={chosenPerson}
              onChange={(link) => choose({ person: link?.id ?? undefined }, true)}
            />
          )}
        </Row>
        {!(module && record && person) && <p className="dim">{w.choose}</p>}
      </Section>
      {module && record && person && <Answer module={module} record={record} person={person} />}
    </>
  );
}

/** A record by its id, with its name as soon as that is known. */
function useLinkTo(module: string | undefined, id: string | undefined) {
  const { data, error } = useQuery({
    ...recordOf(module ?? "", id ?? ""),
    enabled: module !== undefined && id !== undefined,
  });
  // What is in the recycle bin, or gone, is called by its number.
  return id === undefined ? null : { id, name: data?.name ?? (error ? id : "…") };
}

function Answer({ module, record, person }: { module: string; record: string; person: string }) {
  const w = useWords();
  const { person_module } = useMe();
  const query = useQuery({
    queryKey: ["why", module, record, person],
    queryFn: ({ signal }) => api("GET", `records/${module}/${record}/why?person=${person}`, { signal }),
  });
  const metadata = useQuery(moduleOf(module));
  const what = useLinkTo(module, record)?.name ?? "";
  const who = useLinkTo(person_module, person)?.name ?? "";
  return (
    <Loaded query={query}>
      {(why) => (
        <Section
          title={why.actions.read?.allowed ? w.headline.yes(who, what) : w.headline.no(who, what)}
          lead={why.in_recycle_bin && w.inBin}
        >
          <ul className="set-list">
            {sayWhy(why, w).map((said) => (
              <li key={said.action}>
                {said.isAllowed ? <CheckCircleFilled className="up" /> : <CloseCircleFilled className="late" />}
                <div className="grow">
                  <b>{said.title}</b>
                  {said.reasons.map((reason) => (
                    <small key={reason}>{reason}</small>
                  ))}
                </div>
              </li>
            ))}
          </ul>
          <h3>{w.fields}</h3>
          <Loaded query={metadata}>{(of) => <WhyFields why={why} module={of} />}</Loaded>
          <p>
            <Link to="/settings/$page" params={{ page: "access-log" }} search={{ record }}>
              {w.log}
            </Link>
          </p>
        </Section>
      )}
    </Loaded>
  );
}
