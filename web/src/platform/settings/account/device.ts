const BROWSERS: [RegExp, string][] = [
  [/wxwork\//i, "wecom"],
  [/micromessenger\//i, "wechat"],
  [/dingtalk/i, "dingtalk"],
  [/lark|feishu/i, "feishu"],
  [/edg(a|ios)?\//i, "Edge"],
  [/opr\//i, "Opera"],
  [/firefox\/|fxios\//i, "Firefox"],
  [/chrome\/|crios\/|chromium/i, "Chrome"],
  [/version\/.*safari\//i, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/iphone/i, "iPhone"],
  [/ipad/i, "iPad"],
  [/harmonyos|openharmony/i, "HarmonyOS"],
  [/android/i, "Android"],
  [/windows/i, "Windows"],
  [/mac os x|macintosh/i, "macOS"],
  [/linux/i, "Linux"],
];

export interface Device {
  browser: string | null;
  system: string | null;
}

/** What a browser says of itself; apps that have other names in other languages by their keys. */
export function deviceOf(agent: string): Device {
  const of = (table: [RegExp, string][]) => table.find(([sign]) => sign.test(agent))?.[1] ?? null;
  const browser = of(BROWSERS);
  // A program says its name and version, `curl/7.88.1`.
  const program = browser === null ? (/^[\w.-]+/.exec(agent)?.[0] ?? null) : null;
  return { browser: browser ?? (program === "Mozilla" ? null : program), system: of(SYSTEMS) };
}
