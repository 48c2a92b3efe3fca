import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Leaf } from "../../platform/api/types";

interface RowsLinkProps {
  module: string;
  rows: Leaf[];
  /** The view whose columns suit the rows. */
  view?: string | undefined;
  sort?: string;
  className?: string;
  title?: string;
  children: ReactNode;
}

/** Opens the rows behind a figure. The conditions are whole without the view, which may add none of its own. */
export function RowsLink({ module, rows, view, sort, className, title, children }: RowsLinkProps) {
  const search = { view: view ?? "all", filter: rows, ...(sort === undefined ? {} : { sort }) };
  return (
    <Link to="/records/$module" params={{ module }} search={search} className={className} title={title} preload={false}>
      {children}
    </Link>
  );
}
