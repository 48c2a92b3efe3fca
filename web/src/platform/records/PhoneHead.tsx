import { EllipsisOutlined, FilterOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { AddFilter } from "../filter/AddFilter";
import { useLabel, usePlural, useText } from "../i18n";
import { Find } from "./Find";
import { useForms } from "./forms";
import type { ListHeadProps } from "./ListHead";
import { ViewTabs } from "./ViewTabs";

const FilterSheet = lazy(() => import("./FilterSheet"));
const ToolSheet = lazy(() => import("./ToolSheet"));

/** The head of a list on a phone: a row of signs, a row of views, and the rest on sheets. */
export function PhoneHead({ module, list, rows }: ListHeadProps) {
  const t = useText();
  const label = useLabel();
  const plural = usePlural();
  const openForm = useForms((forms) => forms.open);
  const { q } = list.search;
  const [isFinding, setFinding] = useState(false);
  const [sheet, setSheet] = useState<"filter" | "tools" | null>(null);
  const close = () => setSheet(null);
  const find = (typed: string) => list.go({ q: typed || undefined, open: undefined }, true);
  const count = list.parts.length;
  return (
    <header className="phone-head">
      {isFinding || q !== undefined ? (
        <div className="page-head">
          <h1 className="sr">{plural(module)}</h1>
          <Find value={q ?? ""} onFind={find} autoFocus={isFinding} />
          <Button
            type="text"
            onClick={() => {
              setFinding(false);
              find("");
            }}
          >
            {t.record.cancel}
          </Button>
        </div>
      ) : (
        <div className="page-head">
          <h1 className="cut grow">{plural(module)}</h1>
          <Button type="text" icon={<SearchOutlined />} onClick={() => setFinding(true)} aria-label={t.list.findHere} />
          {count === 0 ? (
            <AddFilter module={module} onAdd={(part) => list.setParts([part])} as="sign" />
          ) : (
            <span className="counted">
              <Button
                type="text"
                icon={<FilterOutlined />}
                onClick={() => setSheet("filter")}
                aria-label={t.list.filter}
              />
              <b className="num" aria-hidden="true">
                {count}
              </b>
            </span>
          )}
          <Button type="text" icon={<EllipsisOutlined />} onClick={() => setSheet("tools")} aria-label={t.app.more} />
          {module.rights.create && (
            <Button
              type="primary"
              icon={<PlusOutlined />}
              onClick={() => openForm({ module: module.key })}
              aria-label={t.list.new(label(module))}
            />
          )}
        </div>
      )}
      <div className="views">
        <ViewTabs module={module} list={list} />
      </div>
      <Suspense>
        {sheet === "filter" && <FilterSheet module={module} list={list} onClose={close} />}
        {sheet === "tools" && <ToolSheet module={module} list={list} rows={rows} onClose={close} />}
      </Suspense>
    </header>
  );
}
