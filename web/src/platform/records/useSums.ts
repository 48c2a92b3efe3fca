import { useLocale } from "../i18n";
import { shortMoney } from "../i18n/format";
import { useMe } from "./useModule";

/** How sums of amounts are written: in short, and in the currency of the organisation, in which the server sums. */
export function useSums(): (sum: number) => string {
  const { currency } = useMe().organisation;
  const locale = useLocale();
  return (sum) => shortMoney(sum, currency, locale);
}
