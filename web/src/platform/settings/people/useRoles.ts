import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/http";
import { door } from "../queries";

interface Roles {
  query: UseQueryResult<{ roles: string[] }>;
  /** As they are saved. */
  saved: string[];
  /** As they are chosen. */
  chosen: string[];
  choose: (roles: string[]) => void;
  isChanged: boolean;
  put: (roles: string[]) => Promise<unknown>;
}

/** The roles of a person, and others that are chosen instead. */
export function useRoles(person: string, isOpen: boolean): Roles {
  const path = `people/${person}/roles` as const;
  const query = useQuery({ ...door(path), enabled: isOpen });
  // Undefined: as they are saved.
  const [chosen, choose] = useState<string[]>();
  const saved = query.data?.roles ?? [];
  const inOrder = (roles: string[]) => [...roles].sort().join();
  return {
    query,
    saved,
    chosen: chosen ?? saved,
    choose,
    isChanged: chosen !== undefined && inOrder(chosen) !== inOrder(saved),
    put: (roles) => api("PUT", path, { body: { roles } }),
  };
}
