import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useLabel } from "../../i18n";
import { reasonOf } from "../../ui/toasts";
import { door } from "../queries";

/** Chooses among the roles of the organisation. */
export function RolesSelect({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string[];
  onChange: (roles: string[]) => void;
}) {
  const label = useLabel();
  const { data, isPending, error } = useQuery(door("roles"));
  const options = data?.roles.map((role) => ({ value: role.key, label: label(role) })) ?? [];
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      onChange={onChange}
      options={options}
      loading={isPending}
      notFoundContent={error ? reasonOf(error) : undefined}
      showSearch={{ optionFilterProp: "label" }}
      style={{ width: "100%" }}
    />
  );
}
