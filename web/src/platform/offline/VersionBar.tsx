import { useVersion } from "./useVersion";
import { useWords } from "./words";
import "./version.css";

/** There is a new version, until the person goes over to it or puts it off. */
export default function VersionBar({ update }: { update: () => void }) {
  const t = useWords();
  const set = useVersion((version) => version.set);
  return (
    <div className="new-version" role="status">
      <span>{t.newVersion}</span>
      <button type="button" onClick={update}>
        {t.reload}
      </button>
      <button type="button" className="later" onClick={() => set(null)}>
        {t.later}
      </button>
    </div>
  );
}
