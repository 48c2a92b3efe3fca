import { useCallback, useState } from "react";
import type { Field, Module, RecordRow } from "../api/types";
import { usePrefs } from "../app/prefs";
import { shifted, without } from "../grid/columns";
import { DataGrid } from "../grid/DataGrid";
import type { Rows } from "../grid/useRows";
import { usePlural, useText } from "../i18n";
import { Failed } from "../ui/states";
import { LazyPanel } from "./LazyPanel";
import { ListEmpty } from "./ListEmpty";
import { PlaceBar } from "./PlaceBar";
import { StatusBar } from "./StatusBar";
import type { List } from "./useList";
import { mayUpdate } from "./useModule";
import { writeField } from "./useWrite";

const ROW = { compact: 30, normal: 36, roomy: 44 };

interface ListBodyProps {
  module: Module;
  list: List;
  rows: Rows;
}

/** The grid, the side panel beside it and the bar below. */
export function ListBody({ module, list, rows }: ListBodyProps) {
  const t = useText();
  const plural = usePlural();
  const density = usePrefs((prefs) => prefs.density);
  const [selected, setSelected] = useState<ReadonlyMap<string, RecordRow>>(new Map());
  const select = (record: RecordRow, on: boolean) =>
    setSelected((now) => {
      const next = new Map(now);
      if (on) next.set(record.id, record);
      else next.delete(record.id);
      return next;
    });
  const clear = () => setSelected(new Map());
  const hrefOf = useCallback((record: RecordRow) => `/records/${module.key}/${record.id}`, [module.key]);
  const write = (record: RecordRow, field: Field, value: unknown) => writeField(module, record, field, value);
  const open = (record: RecordRow | undefined) => list.go({ open: record?.id }, list.search.open !== undefined);
  return (
    <>
      <div className="list-body">
        {rows.error && rows.count === null ? (
          <div className="grow">
            <Failed error={rows.error} retry={rows.again} />
          </div>
        ) : rows.count === 0 ? (
          <div className="grow">
            <ListEmpty module={module} list={list} />
          </div>
        ) : (
          <DataGrid
            label={t.list.rowsOf(plural(module))}
            rows={rows}
            columns={list.columns}
            rowHeight={ROW[density]}
            canEdit={mayUpdate(module)}
            sort={list.sort}
            onSort={(sort) => list.go({ sort, open: undefined })}
            onWidth={(key, width) => list.choose({ widths: { ...list.widths, [key]: width } })}
            pinned={list.pinned}
            onPin={(pinned) => list.choose({ pinned })}
            onMove={(at, by) => list.choose({ keys: shifted(list.keys, at, by) })}
            onHide={(at) => list.choose(without(list.keys, at, list.pinned))}
            selection={new Set(selected.keys())}
            onSelect={select}
            open={list.search.open}
            onOpen={open}
            hrefOf={hrefOf}
            onWrite={write}
          />
        )}
        {list.search.open !== undefined && (
          <LazyPanel
            module={module}
            id={list.search.open}
            rows={rows}
            search={list.search}
            onOpen={open}
            onClose={() => list.go({ open: undefined })}
          />
        )}
      </div>
      <PlaceBar module={module} list={list} rows={rows} />
      <StatusBar module={module} list={list} rows={rows} selected={[...selected.values()]} onClear={clear} />
    </>
  );
}
