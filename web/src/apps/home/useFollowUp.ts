import { refresh } from "../../platform/api/writes";
import { useForms } from "../../platform/records/forms";

/** Opens the form of a follow-up. Afterwards the dates of what was followed up are others. */
export function useFollowUp(): (start: Record<string, unknown>) => void {
  const openForm = useForms((forms) => forms.open);
  return (start) =>
    openForm({
      module: "activities",
      start: { happened_at: new Date().toISOString(), ...start },
      onSaved: () => {
        refresh("accounts");
        refresh("deals");
      },
    });
}
