import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useForms } from "../records/forms";
import { useMe } from "../records/useModule";

/** An installed app opens at something new by its shortcuts: `/?new=visits`. */
export function useAskedNew(): void {
  const navigate = useNavigate();
  const open = useForms((forms) => forms.open);
  const { modules } = useMe();
  useEffect(() => {
    const asked = new URLSearchParams(window.location.search).get("new");
    if (asked === null) return;
    void navigate({ to: ".", search: {}, replace: true });
    if (modules.some(({ key, rights }) => key === asked && rights.create)) open({ module: asked });
  }, [navigate, open, modules]);
}
