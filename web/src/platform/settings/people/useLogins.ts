import { useQuery } from "@tanstack/react-query";
import type { Answer } from "../../api/doors";
import { reasonOf } from "../../ui/toasts";
import { door } from "../queries";

export type Login = Answer<"GET", "logins">["logins"][number];

interface Logins {
  /** The log-in of a person; null where there is none, undefined as long as that is not known. */
  of: (person: string) => Login | null | undefined;
  /** Why it is not known. */
  fault: string | null;
  retry: () => void;
}

/** Who has a log-in. */
export function useLogins(): Logins {
  const { data, error, refetch } = useQuery(door("logins"));
  return {
    of: (person) => (data ? (data.logins.find((login) => login.person === person) ?? null) : undefined),
    fault: data === undefined && error ? reasonOf(error) : null,
    retry: () => void refetch(),
  };
}
