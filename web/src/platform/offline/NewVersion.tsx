import { lazy, Suspense } from "react";
import { useVersion } from "./useVersion";

const VersionBar = lazy(() => import("./VersionBar"));

/** Says that there is a new version; hardly ever is there anything to say. */
export function NewVersion() {
  const { update } = useVersion();
  if (update === null) return null;
  return (
    <Suspense>
      <VersionBar update={update} />
    </Suspense>
  );
}
