import { create } from "zustand";

const useSaid = create<{ id: number; text: string }>(() => ({ id: 0, text: "" }));

/** Tells whoever hears the page what happened, without showing it. Whatever is told goes through here, so that one thing is
 * never heard twice and nothing is talked over. */
export function announce(text: string): void {
  useSaid.setState(({ id }) => ({ id: id + 1, text }));
}

/** The one place that is listened to. It stands outside of every page, because a place that comes with its words is not heard. */
export function Live() {
  const { id, text } = useSaid();
  return (
    <div className="sr" aria-live="polite">
      {/* The same words again are news again. */}
      <span key={id}>{text}</span>
    </div>
  );
}
