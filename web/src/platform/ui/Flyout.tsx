import { Popover, type PopoverProps } from "antd";
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense } from "react";
import "./flyout.css";
import { useIsPhone } from "./useIsPhone";

const Sheet = lazy(() => import("./Sheet"));

interface FlyoutProps {
  /** What it is for, above it. */
  title: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  content: ReactNode;
  placement?: PopoverProps["placement"];
  /** The button that opens it. */
  children: ReactElement<{ onClick?: () => void }>;
}

/** What a button unfolds: beside it, and on a phone from below. */
export function Flyout({ title, isOpen, onOpen, content, placement, children }: FlyoutProps) {
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <>
        {cloneElement(children, { onClick: () => onOpen(true) })}
        <Suspense>
          {isOpen && (
            <Sheet title={title} onClose={() => onOpen(false)}>
              {content}
            </Sheet>
          )}
        </Suspense>
      </>
    );
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={onOpen}
      trigger="click"
      placement={placement ?? "bottomLeft"}
      content={
        <div role="dialog" aria-label={title} className="flyout">
          <h3>{title}</h3>
          {content}
        </div>
      }
      destroyOnHidden
    >
      {children}
    </Popover>
  );
}
