import "./progress.css";

/** How far something is, in percent. */
export function ProgressBar({ percent, label }: { percent: number; label: string }) {
  return (
    <div className="progress">
      <div role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${percent}%` }} />
      </div>
      <span className="num" aria-hidden="true">
        {percent}%
      </span>
    </div>
  );
}
