// The first plain page: it knows no module, only metadata. The web app takes its place.
const $main = document.getElementById("main");
const words = {
  zh: { account: "账号", password: "密码", in: "登录", out: "退出", search: "搜索", filter: "筛选", any: "任意字段", add: "新建",
    save: "保存", cancel: "取消", edit: "编辑", del: "删除", more: "下一页", first: "第一页", total: "共", plus: "以上", report: "统计",
    rows: "行", columns: "列", sum: "数值", count: "数量", timeline: "时间线", history: "历史", by: "由", sure: "移到回收站？",
    none: "没有记录", run: "计算", where: "其中", changed: "修改", empty: "（空）", bring: "导入", take: "导出", look: "查看", trial: "试导入",
    match: "匹配字段", rejected: "未导入的行", stop: "停止", created: "新建", updated: "更新", skipped: "跳过", failed: "未导入" },
  en: { account: "Account", password: "Password", in: "Sign in", out: "Sign out", search: "Search", filter: "Filter", any: "Any field",
    add: "New", save: "Save", cancel: "Cancel", edit: "Edit", del: "Delete", more: "Next page", first: "First page", total: "Total",
    plus: "or more", report: "Report", rows: "Rows", columns: "Columns", sum: "Figure", count: "Count", timeline: "Timeline",
    history: "History", by: "by", sure: "Move to the recycle bin?", none: "No records", run: "Compute", where: "where",
    changed: "changed", empty: "(empty)", bring: "Import", take: "Export", look: "Look", trial: "Dry run", match: "Match on",
    rejected: "Rejected rows", stop: "Stop", created: "created", updated: "updated", skipped: "skipped", failed: "failed" },
};
let language = (localStorage.language ?? navigator.language).startsWith("zh") ? "zh" : "en";
let me = null;
const metadata = new Map();
const t = (key) => words[language][key];

// Elements: text is always text, never markup.
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child != null));
  return node;
}
const show = (...nodes) => $main.replaceChildren(...nodes);
const link = (to, text) => el("a", { href: `#/${to}` }, text);

async function api(method, path, body) {
  const headers = { "accept-language": language === "zh" ? "zh-CN" : "en" };
  const raw = body === undefined || body instanceof Blob;
  if (body !== undefined) headers["content-type"] = raw ? "application/octet-stream" : "application/json";
  const answer = await fetch(`/api/v1/${path}`, { method, headers, body: raw ? body : JSON.stringify(body) });
  if (answer.status === 204) return null;
  const json = await answer.json();
  if (answer.ok) return json;
  if (answer.status === 401 && me) { me = null; route(); }
  throw Object.assign(new Error(json.detail || json.title), { problem: json });
}
const fault = (error) => el("p", { class: "fault", role: "alert" }, error.message);

async function moduleOf(key) {
  if (!metadata.has(key)) metadata.set(key, await api("GET", `modules/${key}`));
  return metadata.get(key);
}

// A value as text.
function text(field, value) {
  if (value == null || value === "") return "";
  if (field.options) {
    const label = (key) => field.options.find((option) => option.key === key)?.label ?? key;
    return Array.isArray(value) ? value.map(label).join("、") : label(value);
  }
  if (field.type === "date_time") return new Date(value).toLocaleString(language === "zh" ? "zh-CN" : "en");
  if (field.type === "boolean") return value ? "✓" : "✗";
  if (typeof value === "object") return value.name ?? (value.hidden ? "***" : Object.values(value).filter(Boolean).join(" "));
  return String(value);
}
function cell(field, record) {
  const value = record[field.key];
  const shown = text(field, value);
  return field.target && value?.id ? link(`${field.target}/${value.id}`, shown) : shown;
}

// ---- Signing in
function signIn() {
  const account = el("input", { name: "account", autocomplete: "username", required: true });
  const password = el("input", { name: "password", type: "password", autocomplete: "current-password", required: true });
  const says = el("div");
  const send = async (event) => {
    event.preventDefault();
    try {
      me = await api("POST", "session", { account: account.value, password: password.value });
      language = me.locale === "en" ? "en" : "zh";
      route();
    } catch (error) { says.replaceChildren(fault(error)); }
  };
  show(el("form", { onsubmit: send }, el("h1", {}, t("in")), el("div", { class: "fields" },
    el("label", {}, el("span", {}, t("account")), account), el("label", {}, el("span", {}, t("password")), password)),
  el("div", { class: "bar" }, el("button", { class: "main" }, t("in"))), says));
  account.focus();
}

// ---- A list
async function list(key, asked = {}) {
  const module = await moduleOf(key);
  const columns = module.fields.filter((field) => !field.system && !["long_text", "file", "address"].includes(field.type)).slice(0, 7);
  const says = el("div");
  const again = (change) => list(key, { ...asked, cursor: undefined, ...change });
  const query = { q: asked.q || undefined, filter: asked.filter, sort: asked.sort, cursor: asked.cursor, limit: 50 };
  let page = { records: [], next_cursor: null, total: null };
  try { page = await api("POST", `records/${key}/query`, query); } catch (error) { says.append(fault(error)); }
  const search = el("input", { type: "search", placeholder: t("search"), value: asked.q ?? "", "aria-label": t("search") });
  const field = el("select", { "aria-label": t("filter") }, el("option", { value: "" }, t("any")),
    module.fields.filter((f) => f.operators.length).map((f) => el("option", { value: f.key, selected: f.key === asked.field }, f.label)));
  const value = el("input", { "aria-label": t("where"), value: asked.value ?? "" });
  const find = (event) => {
    event.preventDefault();
    const chosen = module.fields.find((f) => f.key === field.value);
    const option = chosen?.options?.find((o) => o.label === value.value)?.key;
    const op = !value.value ? "not_empty" : chosen?.operators.includes("contains") && !chosen.options ? "contains" : "eq";
    const filter = chosen && { field: chosen.key, op, value: value.value ? option ?? value.value : null };
    again({ q: search.value, filter, field: field.value, value: value.value });
  };
  const sortBy = (f) => again({ sort: asked.sort === f.key ? `-${f.key}` : f.key });
  const heads = columns.map((f) => el("th", f.sortable ? { class: "sortable", onclick: () => sortBy(f) } : {},
    f.label, asked.sort === f.key ? " ↑" : asked.sort === `-${f.key}` ? " ↓" : ""));
  const rows = page.records.map((record) => el("tr", {}, columns.map((f, i) =>
    el("td", {}, i === 0 ? link(`${key}/${record.id}`, text(f, record[f.key]) || record.name || record.id) : cell(f, record)))));
  show(el("h1", {}, module.label),
    el("form", { class: "bar", onsubmit: find }, search, field, value, el("button", { class: "main" }, t("search")),
      module.rights.create ? link(`${key}/new`, t("add")) : null, link(`${key}/report`, t("report")),
      module.rights.import ? link(`${key}/import`, t("bring")) : null,
      module.rights.export ? el("button", { type: "button", onclick: () => take(key, query).catch((e) => says.replaceChildren(fault(e))) }, t("take")) : null,
      page.total ? el("span", { class: "muted" }, `${t("total")} ${page.total.value}${page.total.exact ? "" : ` ${t("plus")}`}`) : null),
    says, rows.length ? el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows)) : el("p", {}, t("none")),
    el("div", { class: "bar" }, asked.cursor ? el("button", { onclick: () => again({}) }, t("first")) : null,
      page.next_cursor ? el("button", { onclick: () => list(key, { ...asked, cursor: page.next_cursor }) }, t("more")) : null));
}

// ---- A record
async function record(key, id) {
  const module = await moduleOf(key);
  const path = `records/${key}/${id}`;
  const [data, timeline, history] = await Promise.all(
    [api("GET", path), api("GET", `${path}/timeline`), api("GET", `${path}/history`)]);
  const known = new Map(module.fields.map((f) => [f.key, f]));
  const sections = module.layout.map((section) => el("section", {}, section.label ? el("strong", {}, section.label) : null,
    el("div", { class: "fields" }, section.fields.map((k) => known.get(k)).filter(Boolean)
      .map((f) => el("div", {}, el("span", {}, f.label), el("div", {}, cell(f, data) || "—"))))));
  const when = (at) => new Date(at).toLocaleString(language === "zh" ? "zh-CN" : "en");
  const said = (change) => {
    const of = (v) => text(known.get(change.field) ?? {}, v) || t("empty");
    return `${change.label ?? change.field}: ${of(change.old ?? change.before)} → ${of(change.new ?? change.after)}`;
  };
  const past = history.entries.map((entry) => el("p", {}, el("span", { class: "muted" }, `${when(entry.at)} ${entry.person?.name ?? ""}`),
    (entry.changes ?? []).map((change) => el("div", {}, said(change)))));
  const events = timeline.entries.map((entry) => el("p", {}, el("span", { class: "muted" }, when(entry.at)),
    entry.record?.id ?? entry.id ? link(`${entry.module}/${entry.record?.id ?? entry.id}`, entry.name ?? entry.record?.name ?? entry.kind) : entry.kind));
  const away = async () => {
    if (!confirm(t("sure"))) return;
    try { await api("DELETE", path); location.hash = `#/${key}`; } catch (error) { $main.prepend(fault(error)); }
  };
  show(el("div", { class: "bar" }, link(key, module.label), el("h1", {}, data.name ?? id),
    module.rights.update.length ? link(`${key}/${id}/edit`, t("edit")) : null,
    module.rights.delete.length ? el("button", { onclick: away }, t("del")) : null),
  sections, el("section", {}, el("strong", {}, t("timeline")), events.length ? events : el("p", {}, t("none"))),
  el("section", {}, el("strong", {}, t("history")), past));
}

// ---- A form
function input(field, value) {
  const name = { name: field.key, required: field.required && field.type !== "boolean" };
  if (field.options) {
    const many = field.type === "multi_choice";
    const chosen = (key) => (many ? (value ?? []).includes(key) : value === key);
    const options = field.options.filter((o) => !o.retired || chosen(o.key))
      .map((o) => el("option", { value: o.key, selected: chosen(o.key) }, o.label));
    return el("select", { ...name, multiple: many }, many ? null : el("option", { value: "" }), options);
  }
  if (field.target) {
    const options = el("datalist", { id: `of-${field.key}` });
    const box = el("input", { ...name, list: options.id, value: value?.name ?? "" });
    box.chosen = value?.id ?? null;
    box.addEventListener("input", async () => {
      const known = [...options.children].find((o) => o.value === box.value);
      box.chosen = known?.dataset.id ?? null;
      if (known || !box.value) return;
      const found = await api("POST", `records/${field.target}/query`, { q: box.value, fields: [], limit: 10, count: "none" });
      options.replaceChildren(...found.records.map((r) => el("option", { value: r.name, "data-id": r.id })));
    });
    return el("div", {}, box, options);
  }
  const kinds = { boolean: "checkbox", date: "date", time: "time", mail: "email", url: "url" };
  if (field.type === "long_text") return el("textarea", { ...name, rows: 3 }, value ?? "");
  if (field.type === "boolean") return el("input", { ...name, type: "checkbox", checked: value === true });
  return el("input", { ...name, type: kinds[field.type] ?? "text", value: value ?? "" });
}
function written(field, form) {
  const box = form.elements[field.key];
  if (field.type === "boolean") return box.checked;
  if (field.type === "multi_choice") return [...box.selectedOptions].map((o) => o.value);
  if (field.target) return box.chosen;
  return box.value === "" ? null : box.value;
}
async function edit(key, id) {
  const module = await moduleOf(key);
  const data = id ? await api("GET", `records/${key}/${id}`) : {};
  const fields = module.fields.filter((f) => f.writable && (!f.system || f.key === "owner") && !["file", "address"].includes(f.type)
    && !(data.masked ?? []).includes(f.key));
  const start = (f) => data[f.key] ?? (id ? null : f.default ?? null);
  const places = new Map(fields.map((f) => [f.key, el("span", { class: "fault" })]));
  const says = el("div");
  const save = async (event) => {
    event.preventDefault();
    const plain = (value) => JSON.stringify(value?.id ?? value ?? null);
    const change = {};
    for (const f of fields) {
      const value = written(f, event.target);
      if (id ? plain(value) !== plain(start(f)) : value != null) change[f.key] = value;
    }
    places.forEach((place) => place.replaceChildren());
    try {
      const saved = await api(id ? "PATCH" : "POST", `records/${key}${id ? `/${id}` : ""}`, change);
      location.hash = `#/${key}/${saved.id}`;
    } catch (error) {
      says.replaceChildren(fault(error));
      for (const e of error.problem?.errors ?? []) places.get(e.field)?.replaceChildren(e.message);
    }
  };
  show(el("h1", {}, `${module.label}${data.name ? `: ${data.name}` : ""}`), el("form", { onsubmit: save },
    el("div", { class: "fields" }, fields.map((f) => el("label", {}, el("span", {}, f.label, f.required ? " *" : ""), input(f, start(f)), places.get(f.key)))),
    el("div", { class: "bar" }, el("button", { class: "main" }, t("save")), link(id ? `${key}/${id}` : key, t("cancel"))), says));
}

// ---- A report: one figure by two fields
async function report(key) {
  const module = await moduleOf(key);
  const groups = module.fields.filter((f) => f.groupable && (f.options || f.target));
  const sums = module.fields.filter((f) => f.summable);
  const choose = (list, label, none) => {
    const options = [none ? el("option", { value: "" }, none) : null, ...list.map((f) => el("option", { value: f.key }, f.label))];
    return el("select", { "aria-label": label }, options.filter(Boolean));
  };
  const [rows, columns, figure] = [choose(groups, t("rows")), choose(groups, t("columns"), "—"), choose(sums, t("sum"), t("count"))];
  const owner = groups.findIndex((f) => f.key === "owner");
  if (owner > 0) columns.value = "owner";
  const out = el("div");
  const compute = async (event) => {
    event?.preventDefault();
    const keys = [rows.value, columns.value].filter(Boolean);
    const measure = figure.value ? { fn: "sum", field: figure.value } : { fn: "count" };
    try {
      const answer = await api("POST", `records/${key}/aggregate`, { group_by: keys, measures: [measure] });
      const name = (k, i) => text(module.fields.find((f) => f.key === keys[i]) ?? {}, k) || t("empty");
      const table = new Map();
      const heads = new Set();
      for (const group of answer.groups) {
        const [row, column] = [name(group.keys[0], 0), keys[1] ? name(group.keys[1], 1) : t(figure.value ? "sum" : "count")];
        heads.add(column);
        if (!table.has(row)) table.set(row, new Map());
        table.get(row).set(column, group.measures[0]);
      }
      const line = ([row, cells]) => el("tr", {}, el("th", {}, row), [...heads].map((h) => el("td", {}, String(cells.get(h) ?? ""))));
      out.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, el("th"), [...heads].map((h) => el("th", {}, h)))),
        el("tbody", {}, [...table].map(line))));
    } catch (error) { out.replaceChildren(fault(error)); }
  };
  show(el("h1", {}, `${module.label}: ${t("report")}`), el("form", { class: "bar", onsubmit: compute },
    t("rows"), rows, t("columns"), columns, t("sum"), figure, el("button", { class: "main" }, t("run")), link(key, t("cancel"))), out);
  if (groups.length) await compute();
}

// ---- Jobs: asked again until they have ended
async function until(path, seen) {
  for (;;) {
    const now = await api("GET", path);
    seen(now);
    if (!["waiting", "running", "cancelling"].includes(now.state)) return now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
async function take(key, { q, filter }) {
  const made = await api("POST", "exports", { module: key, q, filter: filter ?? undefined, kind: "xlsx" });
  const done = await until(`exports/${made.id}`, () => {});
  if (done.error) throw new Error(done.error.message);
  location.assign(`/api/v1/exports/${made.id}/file`);
}

// ---- An import: a file, its proposed mapping, a dry run, the run, what was refused
async function bring(key) {
  const module = await moduleOf(key);
  const [says, place, out] = [el("div"), el("div"), el("div")];
  const guarded = (act) => async (event) => {
    event.preventDefault();
    says.replaceChildren();
    try { await act(); } catch (error) { says.replaceChildren(fault(error)); }
  };
  const report = (at) => ({ state, dry_run, progress: p, faults }) => out.replaceChildren(el("div", {},
    el("p", {}, `${dry_run ? t("trial") : t("bring")}: ${state}, ${p.rows} / ${p.total}`),
    el("progress", { value: p.rows, max: p.total || 1 }),
    el("p", {}, ["created", "updated", "skipped", "failed"].map((name) => `${t(name)} ${p[name]}`).join(", ")),
    state === "running" ? el("button", { onclick: guarded(() => api("POST", `${at}/cancel`)) }, t("stop")) : null,
    p.failed ? el("a", { href: `/api/v1/${at}/rejected` }, t("rejected")) : null,
    faults.map((row) => el("div", { class: "muted" }, `${row.line}: ${row.reason}`))));
  const mapping = (made) => {
    const at = `imports/${made.id}`;
    const known = (column) => made.spec.columns.find((c) => c.column === column);
    const fields = module.fields.filter((f) => f.writable && f.type !== "file").map((f) => [f.key, f.label]);
    const extra = made.spec.columns.filter((c) => !fields.some(([k]) => k === c.field)).map((c) => [c.field, c.field]);
    const choose = (list, chosen) => list.map(([value, label]) => el("option", { value, selected: value === chosen }, label));
    const boxes = made.table.columns.map((column) => el("select", { "aria-label": column },
      choose([["", "—"], ...fields, ...extra], known(column)?.field)));
    const mode = el("select", {}, choose(["insert", "update", "upsert"].map((m) => [m, m]), made.spec.mode));
    const match = el("select", { "aria-label": t("match") }, choose([["", "—"], ...fields], made.spec.match_on));
    const run = (dry_run) => guarded(async () => {
      const columns = made.table.columns.flatMap((column, i) => (boxes[i].value ? [{ ...known(column), column, field: boxes[i].value }] : []));
      await api("PATCH", at, { spec: { ...made.spec, mode: mode.value, match_on: match.value || undefined, columns } });
      await api("POST", at, { dry_run });
      await until(at, report(at));
    });
    const rows = made.table.columns.map((column, i) => el("tr", {}, el("th", {}, column), el("td", {}, boxes[i]),
      made.table.sample.map((row) => el("td", { class: "muted" }, row[i]))));
    place.replaceChildren(el("table", {}, el("tbody", {}, rows)), el("div", { class: "bar" }, mode, t("match"), match,
      el("button", { onclick: run(true) }, t("trial")), el("button", { class: "main", onclick: run(false) }, t("bring"))));
  };
  const file = el("input", { type: "file", accept: ".csv,.tsv,.txt,.xlsx,.xls", required: true, "aria-label": t("bring") });
  const look = guarded(async () => {
    const sent = await api("POST", `files?name=${encodeURIComponent(file.files[0].name)}`, file.files[0]);
    mapping(await api("POST", "imports", { module: key, file: sent.id }));
  });
  show(el("h1", {}, `${module.label}: ${t("bring")}`), el("form", { class: "bar", onsubmit: look }, file,
    el("button", { class: "main" }, t("look")), link(key, t("cancel"))), says, place, out);
}

// ---- The frame
async function route() {
  const header = document.getElementById("modules");
  const who = document.getElementById("who");
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.getElementById("language").textContent = language === "zh" ? "EN" : "中文";
  if (!me) {
    header.replaceChildren();
    who.replaceChildren();
    return signIn();
  }
  const [key, id, what] = location.hash.replace(/^#\//, "").split("/").map(decodeURIComponent);
  header.replaceChildren(...me.modules.map((m) => el("a", { href: `#/${m.key}`, "aria-current": m.key === key ? "page" : false }, m.label)));
  const leave = async () => { await api("DELETE", "session"); me = null; route(); };
  who.replaceChildren(`${me.person.name ?? ""} `, el("button", { onclick: leave }, t("out")));
  try {
    if (!key) return me.modules.length ? (location.hash = `#/${me.modules[0].key}`) : show(el("p", {}, t("none")));
    if (!id) return await list(key);
    if (id === "new") return await edit(key);
    if (id === "report") return await report(key);
    if (id === "import") return await bring(key);
    return await (what === "edit" ? edit(key, id) : record(key, id));
  } catch (error) { show(fault(error)); }
}
document.getElementById("language").addEventListener("click", async () => {
  language = language === "zh" ? "en" : "zh";
  localStorage.language = language;
  metadata.clear();
  if (me) me = await api("PATCH", "session", { locale: language === "zh" ? "zh-CN" : "en" }).then(() => api("GET", "session"));
  route();
});
addEventListener("hashchange", route);
me = await api("GET", "session").catch(() => null);
if (me) language = me.locale === "en" ? "en" : "zh";
route();
