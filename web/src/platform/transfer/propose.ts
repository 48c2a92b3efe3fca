import { Problem } from "../api/http";
import { proposeImport } from "./queries";
import { isSame, likeSpec, readAs } from "./spec";
import type { Import, ImportSpec } from "./types";

export interface Proposed {
  made: Import;
  /** It has the earlier mapping. */
  isLike: boolean;
}

/** Proposes with an earlier mapping: read as the file looks, else as the earlier one was. Where the file has other columns,
 * the mapping is the server's own. */
export async function proposeLike(
  module: string,
  file: string,
  like: ImportSpec | undefined,
  signal?: AbortSignal,
): Promise<Proposed> {
  const specs = like ? [likeSpec(like), readAs(like)] : [];
  for (const spec of specs.filter((one, n) => n === 0 || !isSame(one, specs[0]))) {
    try {
      return { made: await proposeImport(module, file, spec, signal), isLike: true };
    } catch (error) {
      const isOfSpec = error instanceof Problem && error.faults.some((fault) => fault.field.startsWith("spec."));
      if (!isOfSpec) throw error;
    }
  }
  return { made: await proposeImport(module, file, undefined, signal), isLike: false };
}
