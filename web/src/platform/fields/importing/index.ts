import { lazy } from "react";

/** Forms of the import wizard. They come with it: no list or record needs them. */
export const ValueMap = lazy(async () => ({ default: (await import("./ValueMap")).ValueMap }));
export const LinkMatch = lazy(async () => ({ default: (await import("./LinkMatch")).LinkMatch }));
export const PhoneCountry = lazy(async () => ({ default: (await import("./PhoneCountry")).PhoneCountry }));
export const DayOrder = lazy(async () => ({ default: (await import("./DayOrder")).DayOrder }));
