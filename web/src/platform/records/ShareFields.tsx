import { Checkbox } from "antd";
import { LinksPicker } from "../fields/LinkPicker";
import { useText } from "../i18n";
import { ShareOthers } from "./ShareOthers";
import { useMe } from "./useModule";
import type { Sharing } from "./views";

/** With whom a view is shared: colleagues and departments; for administrators groups, roles and everybody, too. */
export function ShareFields({ value, onChange }: { value: Sharing; onChange: (value: Sharing) => void }) {
  const t = useText();
  const me = useMe();
  const departments = me.modules.find((module) => module.directory === "department")?.key;
  const people = me.modules.find((module) => module.directory === "person")?.key;
  return (
    <div className="share">
      {me.admin && (
        <Checkbox
          checked={value.everybody}
          onChange={(event) => onChange({ ...value, everybody: event.target.checked })}
        >
          {t.views.share}
        </Checkbox>
      )}
      {!value.everybody && (
        <>
          {people !== undefined && (
            <div>
              <span>{t.views.people}</span>
              <LinksPicker
                label={t.views.people}
                module={people}
                value={value.people}
                onChange={(links) => onChange({ ...value, people: links })}
              />
            </div>
          )}
          {departments !== undefined && (
            <div>
              <span>{t.views.departments}</span>
              <LinksPicker
                label={t.views.departments}
                module={departments}
                value={value.departments}
                onChange={(links) => onChange({ ...value, departments: links })}
              />
            </div>
          )}
          {me.admin && (
            <div>
              <span>{t.views.others}</span>
              <ShareOthers value={value.others} onChange={(others) => onChange({ ...value, others })} />
            </div>
          )}
          {!me.admin && value.others.length > 0 && (
            <p className="dim">{t.views.alsoWith(value.others.map(({ name }) => name).join(" · "))}</p>
          )}
        </>
      )}
      <p className="dim">{t.views.shareLead}</p>
    </div>
  );
}
