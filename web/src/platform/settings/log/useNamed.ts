import { useQuery } from "@tanstack/react-query";
import { apps, someOf } from "../../api/queries";
import type { Labels } from "../../api/types";
import { useLabel } from "../../i18n";
import { useMe } from "../../records/useModule";
import { useWords as useOrganisationWords } from "../organisation/words";
import { useNameOf } from "../parts/labels";
import { door } from "../queries";
import { amongIds } from "../roles/members";
import type { Logged, Named } from "./filter";

/** So many people are asked for by name. */
const MOST = 200;

/** What the log names by ids and keys, as far as that is known. */
export function useNamed(entries: Logged[]): Omit<Named, "field"> {
  const o = useOrganisationWords();
  const label = useLabel();
  const nameOf = useNameOf();
  const { person_module } = useMe();
  const { logins = [] } = useQuery(door("logins")).data ?? {};
  const { roles = [] } = useQuery(door("roles")).data ?? {};
  const { data: known = [] } = useQuery(apps);
  const meant = entries.flatMap(({ detail }) => (typeof detail?.person === "string" ? [detail.person] : []));
  const ids = [...new Set(meant)].slice(0, MOST);
  const asked = { filter: amongIds(ids), fields: ["name"] };
  const { data: people } = useQuery({ ...someOf(person_module, asked, MOST), enabled: ids.length > 0 });
  const accounts = new Map(logins.map(({ id, account }) => [id, account]));
  const names = new Map(people?.records.map(({ id, name }) => [id, name]));
  const labelled = (all: { key: string; label: string; labels: Labels }[]) =>
    new Map(all.map((one) => [one.key, label(one)]));
  const [ofRoles, ofApps] = [labelled(roles), labelled(known)];
  const settings = new Map([
    ["name", o.name],
    ["zone", o.zone],
    ["currency", o.currency],
    ["region", o.region],
    ["session_days", o.days],
    ["session_idle_hours", o.idle],
  ]);
  return {
    login: (id) => accounts.get(id),
    person: (id) => names.get(id),
    role: (key) => ofRoles.get(key),
    app: (key) => ofApps.get(key),
    setting: (key) => settings.get(key),
    labels: (labels) => nameOf(labels, ""),
  };
}
