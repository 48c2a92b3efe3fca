import { Drawer } from "antd";
import type { ReactNode } from "react";
import "./sheet.css";

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What comes from below on a phone, as high as it must be. */
export default function Sheet({ title, onClose, children }: SheetProps) {
  return (
    <Drawer open onClose={onClose} title={title} placement="bottom" size="auto" push={false} className="bottom-sheet">
      {children}
    </Drawer>
  );
}
