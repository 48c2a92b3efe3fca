// Before the first paint: the theme and the language that were chosen here last. The colour of what the system draws around
// the page, and the name under which it is installed, follow them.
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
  const all = (which) => document.head.querySelectorAll(which);
  for (const meta of all("meta[name=theme-color]")) meta.content = dark ? "#0d1016" : "#f6f7fa";
  if (language !== "zh") for (const link of all("link[rel=manifest]")) link.href = "/manifest.en.webmanifest";
})();
