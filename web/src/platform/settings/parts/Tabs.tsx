interface TabsProps {
  label: string;
  value: string;
  tabs: { key: string; label: string }[];
  onChange: (key: string) => void;
}

/** Parts of a page of which one is seen. */
export function Tabs({ label, value, tabs, onChange }: TabsProps) {
  return (
    <div className="set-tabs" role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          aria-selected={tab.key === value}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
