import {
  ApartmentOutlined,
  CheckSquareOutlined,
  ContactsOutlined,
  FunnelPlotOutlined,
  IdcardOutlined,
  PhoneOutlined,
  ShopOutlined,
  ShoppingOutlined,
  SolutionOutlined,
  TeamOutlined,
  TrophyOutlined,
} from "@ant-design/icons";
import type { Appearance } from "@/platform/app/appearance";

/** How the shipped modules look in the shell. */
export const shipped: Appearance = {
  icons: {
    accounts: ShopOutlined,
    contacts: ContactsOutlined,
    leads: SolutionOutlined,
    deals: TrophyOutlined,
    stages: FunnelPlotOutlined,
    pipelines: FunnelPlotOutlined,
    products: ShoppingOutlined,
    activities: PhoneOutlined,
    tasks: CheckSquareOutlined,
    employees: TeamOutlined,
    departments: ApartmentOutlined,
    positions: IdcardOutlined,
  },
  tabs: ["accounts", "deals"],
  made: "activities",
  stages: ["stages"],
};
