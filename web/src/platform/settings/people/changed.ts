import { queryClient } from "../../api/queries";
import { again } from "../queries";

/** What was changed of departments or people is shown anew, also where only their names stand. */
export async function directoryChanged(): Promise<void> {
  const shown = ["rows", "record", "count"].map((kind) => queryClient.invalidateQueries({ queryKey: [kind] }));
  await Promise.all([again("departments"), again("directory"), ...shown]);
}
