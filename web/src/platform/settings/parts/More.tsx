import { Button } from "antd";
import type { ReactNode } from "react";
import { reasonOf } from "../../ui/toasts";
import { useWords } from "../words";

interface MoreProps {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => unknown;
  };
  /** How far it goes. */
  children?: ReactNode;
}

/** The foot of a list that is read page by page: how far it goes, and the next page. */
export function More({ query, children }: MoreProps) {
  const w = useWords();
  if (!children && !query.hasNextPage) return null;
  return (
    <div className="set-more">
      {children && (
        <span className="dim num" role="status">
          {children}
        </span>
      )}
      {query.isFetchNextPageError && (
        <span className="late" role="alert">
          {reasonOf(query.error)}
        </span>
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {w.loadMore}
        </Button>
      )}
    </div>
  );
}
