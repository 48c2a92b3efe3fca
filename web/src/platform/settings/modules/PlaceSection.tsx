import { useQueries, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { countOf, moduleOf } from "../../api/queries";
import { useLabel } from "../../i18n";
import { Row, Section } from "../parts/Section";
import { useModuleName } from "../parts/useModuleName";
import { momentFields, type Place, placeOf, type ToldModule, targetsOf, treeFields, waysOf } from "./place";
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
  const nameOf = useModuleName();
  const { data: count } = useQuery(countOf(module.key, null));
  const targets = useQueries({ queries: targetsOf(module).map((key) => moduleOf(key)) });
  const known = new Map(targets.flatMap(({ data }) => (data ? [[data.key, data] as const] : [])));
  const told = placeOf(module);
  const isFixed = (count?.value ?? 0) > 0;
  const hint = (of: unknown, text: string) => (
    <>
      {text} {of === undefined && !isFixed && <span>{w.notTold}</span>}
    </>
  );
  // Nothing said and the moment at which it was made are the same.
  const at = value.happens_at === "created_at" ? null : value.happens_at;
  const pick = (fields: { key: string; label: string; labels: ToldModule["labels"] }[]) =>
    fields.map((field) => ({ value: field.key, label: label(field) }));
  const trees = treeFields(module);
  return (
    <Section title={w.place.title} lead={isFixed ? w.place.fixed : w.place.lead}>
      <Row label={w.place.tree} hint={trees.length === 0 ? w.place.noTree : w.place.treeHint} fault={faultOf("tree")}>
        {(id) => (
          <Select
            id={id}
            value={value.tree ?? ""}
            disabled={isFixed || trees.length === 0}
            onChange={(tree) => onChange({ tree: tree === "" ? null : tree })}
            options={[{ value: "", label: w.place.treeNone }, ...pick(trees)]}
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
            disabled={isFixed}
            onChange={(shows_on) => onChange({ shows_on })}
            options={waysOf(module, known, value.shows_on ?? [], { field: label, module: nameOf })}
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
            disabled={isFixed}
            onChange={(next) => onChange({ happens_at: next === "" ? null : next })}
            options={[{ value: "", label: w.place.happensAtMade }, ...pick(momentFields(module))]}
            style={{ width: "100%" }}
          />
        )}
      </Row>
    </Section>
  );
}
