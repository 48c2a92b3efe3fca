import { useQueries, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { countOf, moduleOf } from "../../api/queries";
import type { Field, Module } from "../../api/types";
import { useLabel, useLocale } from "../../i18n";
import { listed } from "../../i18n/format";
import { Loaded } from "../parts/Loaded";
import { Row, Section } from "../parts/Section";
import { useModuleName } from "../parts/useModuleName";
import { momentFields, type Place, targetsOf, treeFields, type Way, waysOf } from "./place";
import { useWords } from "./words";

interface PlaceSectionProps {
  module: Module;
  value: Place;
  onChange: (change: Partial<Place>) => void;
  faultOf: (setting: string) => string | undefined;
}

/** Where the records of an own module stand. It is said before there are any: each of them would have to be written anew. */
export function PlaceSection(props: PlaceSectionProps) {
  const w = useWords();
  const count = useQuery(countOf(props.module.key, null));
  const isFixed = count.data !== undefined && count.data.value > 0;
  return (
    <Section title={w.place.title} lead={isFixed ? w.place.fixed : w.place.lead}>
      <Loaded query={count}>{() => (isFixed ? <Fixed {...props} /> : <Choices {...props} />)}</Loaded>
    </Section>
  );
}

/** What can be chosen for each part of the place. */
function useOffered({ module, value }: PlaceSectionProps) {
  const w = useWords();
  const label = useLabel();
  const nameOf = useModuleName();
  const targets = useQueries({ queries: targetsOf(module).map((key) => moduleOf(key)) });
  const known = new Map(targets.flatMap(({ data }) => (data ? [[data.key, data] as const] : [])));
  const pick = (none: string, fields: Field[]): Way[] => [
    { value: "", label: none },
    ...fields.map((field) => ({ value: field.key, label: label(field) })),
  ];
  return {
    trees: pick(w.place.treeNone, treeFields(module)),
    ways: waysOf(module, known, value.shows_on, { field: label, module: nameOf }),
    moments: pick(w.place.happensAtMade, momentFields(module)),
    // Nothing said and the moment at which it was made are the same.
    moment: value.happens_at === "created_at" ? "" : (value.happens_at ?? ""),
  };
}

function Fixed(props: PlaceSectionProps) {
  const w = useWords();
  const locale = useLocale();
  const { trees, ways, moments, moment } = useOffered(props);
  const { tree, shows_on } = props.value;
  const nameIn = (options: Way[], key: string) => options.find((option) => option.value === key)?.label ?? key;
  const on = shows_on.map((way) => nameIn(ways, way));
  const row = (title: string, said: string) => <Row label={title}>{(id) => <output id={id}>{said}</output>}</Row>;
  return (
    <>
      {row(w.place.tree, nameIn(trees, tree ?? ""))}
      {row(w.place.showsOn, listed(on, locale) || w.place.showsOnNone)}
      {row(w.place.happensAt, nameIn(moments, moment))}
    </>
  );
}

function Choices(props: PlaceSectionProps) {
  const w = useWords();
  const { value, onChange, faultOf } = props;
  const { trees, ways, moments, moment } = useOffered(props);
  return (
    <>
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
      <Row label={w.place.showsOn} hint={w.place.showsOnHint} fault={faultOf("shows_on")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={value.shows_on}
            onChange={(shows_on) => onChange({ shows_on })}
            options={ways}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={w.place.showsOnNone}
            style={{ width: "100%" }}
          />
        )}
      </Row>
      <Row label={w.place.happensAt} hint={w.place.happensAtHint} fault={faultOf("happens_at")}>
        {(id) => (
          <Select
            id={id}
            value={moment}
            onChange={(next) => onChange({ happens_at: next === "" ? null : next })}
            options={moments}
            style={{ width: "100%" }}
          />
        )}
      </Row>
    </>
  );
}
