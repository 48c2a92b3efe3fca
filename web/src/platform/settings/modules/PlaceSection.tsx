import { useQueries, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { countOf, moduleOf } from "../../api/queries";
import { useLabel, useLocale } from "../../i18n";
import { listed } from "../../i18n/format";
import { Row, Section } from "../parts/Section";
import { useModuleName } from "../parts/useModuleName";
import { momentFields, type Place, placeOf, type ToldModule, targetsOf, treeFields, type Way, waysOf } from "./place";
import { useWords } from "./words";

interface PlaceSectionProps {
  module: ToldModule;
  value: Place;
  onChange: (change: Partial<Place>) => void;
  faultOf: (setting: string) => string | undefined;
}

/** Where the records of an own module stand. It is said before there are any: each of them would have to be written anew. */
export function PlaceSection({ module, value, onChange, faultOf }: PlaceSectionProps) {
  const w = useWords();
  const label = useLabel();
  const locale = useLocale();
  const nameOf = useModuleName();
  const { data: count } = useQuery(countOf(module.key, null));
  const targets = useQueries({ queries: targetsOf(module).map((key) => moduleOf(key)) });
  const known = new Map(targets.flatMap(({ data }) => (data ? [[data.key, data] as const] : [])));
  const told = placeOf(module);
  const isFixed = (count?.value ?? 0) > 0;
  const pick = (none: string, fields: { key: string; label: string; labels: ToldModule["labels"] }[]): Way[] => [
    { value: "", label: none },
    ...fields.map((field) => ({ value: field.key, label: label(field) })),
  ];
  const trees = pick(w.place.treeNone, treeFields(module));
  const moments = pick(w.place.happensAtMade, momentFields(module));
  const ways = waysOf(module, known, value.shows_on ?? [], { field: label, module: nameOf });
  // Nothing said and the moment at which it was made are the same.
  const at = value.happens_at === "created_at" ? null : value.happens_at;
  const labelIn = (options: Way[], key: string) => options.find((option) => option.value === key)?.label ?? key;
  const hint = (of: unknown, text: string) => (
    <>
      {text} {of === undefined && <span>{w.notTold}</span>}
    </>
  );
  if (isFixed) {
    const on = value.shows_on?.map((way) => labelIn(ways, way));
    const fixed = (title: string, said: string) => <Row label={title}>{(id) => <output id={id}>{said}</output>}</Row>;
    return (
      <Section title={w.place.title} lead={w.place.fixed}>
        {fixed(w.place.tree, labelIn(trees, value.tree ?? ""))}
        {fixed(w.place.showsOn, on ? listed(on, locale) || w.place.showsOnNone : w.place.unknown)}
        {fixed(w.place.happensAt, at === undefined ? w.place.unknown : labelIn(moments, at ?? ""))}
      </Section>
    );
  }
  return (
    <Section title={w.place.title} lead={w.place.lead}>
      <Row label={w.place.tree} hint={trees.length === 1 ? w.place.noTree : w.place.treeHint} fault={faultOf("tree")}>
        {(id) => (
          <Select
            id={id}
            value={value.tree ?? ""}
            onChange={(next) => onChange({ tree: next === "" ? null : next })}
            options={trees}
            style={{ width: "100%" }}
          />
        )}
      </Row>
      <Row label={w.place.showsOn} hint={hint(told.shows_on, w.place.showsOnHint)} fault={faultOf("shows_on")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={value.shows_on ?? []}
            onChange={(shows_on) => onChange({ shows_on })}
            options={ways}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={value.shows_on === undefined ? w.place.unknown : w.place.showsOnNone}
            style={{ width: "100%" }}
          />
        )}
      </Row>
      <Row label={w.place.happensAt} hint={hint(told.happens_at, w.place.happensAtHint)} fault={faultOf("happens_at")}>
        {(id) => (
          <Select
            id={id}
            value={at === undefined ? undefined : (at ?? "")}
            placeholder={w.place.unknown}
            onChange={(next) => onChange({ happens_at: next === "" ? null : next })}
            options={moments}
            style={{ width: "100%" }}
          />
        )}
      </Row>
    </Section>
  );
}
