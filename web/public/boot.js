// Before the first paint: the theme and the language that were chosen here last.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("heyi.prefs") ?? "{}").state ?? {};
  } catch {
    // What cannot be read is as if nothing was kept.
  }
  const dark = kept.theme === "dark" || (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  const language = kept.locale ?? (navigator.language.startsWith("zh") ? "zh" : "en");
  root.lang = language === "zh" ? "zh-CN" : "en";
})();
