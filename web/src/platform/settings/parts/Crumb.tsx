import { LeftOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";

/** The thing that is open on a page, and the way back to the list of them. */
export function Crumb({
  back,
  onBack,
  title,
  children,
}: {
  back: string;
  onBack: () => void;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="set-crumb">
      <Button type="text" icon={<LeftOutlined />} onClick={onBack}>
        {back}
      </Button>
      <h2 className="grow">{title}</h2>
      {children}
    </div>
  );
}
