import { queryClient } from "../../api/queries";
import { again } from "../queries";

/** What was changed of departments or people is shown anew. */
export async function directoryChanged(): Promise<void> {
  await Promise.all([again("departments"), queryClient.invalidateQueries({ queryKey: ["rows"] })]);
}
