import { theme as antTheme, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { useLocale } from "../i18n";
import { useIsPhone } from "../ui/useIsPhone";
import { usePrefs } from "./prefs";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      dark.addEventListener("change", changed);
      return () => dark.removeEventListener("change", changed);
    },
    () => dark.matches,
  );
}

/** Is what is seen now dark? */
export function useIsDark(): boolean {
  const theme = usePrefs((prefs) => prefs.theme);
  const system = useSystemDark();
  return theme === "dark" || (theme === "system" && system);
}

const fontFamily =
  'Inter, "PingFang SC", "HarmonyOS Sans SC", MiSans, "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';

const byTheme = (isDark: boolean) => (light: string, night: string) => (isDark ? night : light);

/** The tokens of the design in the words of the control library. What the pointer is on has more contrast, never less. */
function tokens(isDark: boolean, isPhone: boolean) {
  const of = byTheme(isDark);
  return {
    colorPrimary: of("#3056d3", "#4d70f0"),
    colorPrimaryHover: of("#2747b5", "#3f62e0"),
    colorPrimaryActive: of("#1f3a99", "#3556cc"),
    colorLink: of("#3056d3", "#8ea6ff"),
    colorLinkHover: of("#2747b5", "#a9bbff"),
    colorLinkActive: of("#1f3a99", "#a9bbff"),
    colorText: of("#172033", "#e8eaf0"),
    colorTextSecondary: of("#4a5468", "#b4bbc8"),
    colorTextTertiary: of("#606a7d", "#8d96a6"),
    colorTextPlaceholder: of("#6a7385", "#8d96a6"),
    colorTextDescription: of("#606a7d", "#8d96a6"),
    colorBgContainer: of("#fff", "#12151c"),
    colorBgElevated: of("#fff", "#1a1f2a"),
    colorBgLayout: of("#f6f7fa", "#0d1016"),
    colorBorder: of("#dde1e8", "#2b303b"),
    colorBorderSecondary: of("#ebedf2", "#21252f"),
    colorError: of("#c8372d", "#f0776e"),
    colorErrorHover: of("#b02d24", "#f58f87"),
    colorErrorActive: of("#93241c", "#f58f87"),
    colorSuccess: of("#1e7f47", "#4cc17f"),
    colorWarning: of("#a86500", "#e0a33a"),
    borderRadius: 6,
    // Fingers need more room than a mouse.
    controlHeight: isPhone ? 44 : 30,
    controlHeightSM: isPhone ? 36 : 24,
    fontSize: isPhone ? 15 : 13,
    fontFamily,
    motionDurationMid: "0.14s",
    motionDurationSlow: "0.2s",
  };
}

/** The same of single controls. */
function controls(isDark: boolean) {
  const of = byTheme(isDark);
  const pointed = of("#2747b5", "#a9bbff");
  return {
    Tabs: { itemSelectedColor: "var(--brand-text)", itemHoverColor: "var(--brand-text)" },
    Button: {
      defaultHoverColor: pointed,
      defaultHoverBorderColor: pointed,
      defaultActiveColor: pointed,
      defaultActiveBorderColor: pointed,
      dangerColor: of("#fff", "#2a0f0d"),
    },
  };
}

/** Language, colours and measures for everything inside. */
export function Look({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const isDark = useIsDark();
  const isPhone = useIsPhone();
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
    for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
      meta.content = isDark ? "#0d1016" : "#f6f7fa";
    }
    dayjs.locale(locale === "zh" ? "zh-cn" : "en");
  }, [isDark, locale]);
  return (
    <ConfigProvider
      locale={locale === "zh" ? zhCN : enUS}
      theme={{
        algorithm: isDark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
        token: tokens(isDark, isPhone),
        components: controls(isDark),
        hashed: false,
      }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}
