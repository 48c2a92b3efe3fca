import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import type { RecordRow } from "../../api/types";
import { useIsPhone } from "../../ui/useIsPhone";
import { Loaded } from "../parts/Loaded";
import { door } from "../queries";
import { GiveLogin } from "./GiveLogin";
import { ManageLogin } from "./ManageLogin";
import { useWords } from "./words";
import "./people.css";

export interface Login {
  id: string;
  person: string;
  account: string;
  disabled_at: string | null;
  last_seen_at: string | null;
}

interface LoginDrawerProps {
  person: RecordRow | null;
  login: Login | undefined;
  onClose: () => void;
}

/** The log-in of a person and the roles that go with it. */
export function LoginDrawer({ person, login, onClose }: LoginDrawerProps) {
  const w = useWords();
  const isPhone = useIsPhone();
  const title = person ? `${login ? w.manage : w.give} · ${person.name}` : "";
  return (
    <Drawer open={person !== null} title={title} onClose={onClose} size={isPhone ? "100%" : 440} destroyOnHidden>
      {person && (login ? <Manage person={person} login={login} /> : <GiveLogin person={person} onDone={onClose} />)}
    </Drawer>
  );
}

function Manage({ person, login }: { person: RecordRow; login: Login }) {
  const roles = useQuery(door(`people/${person.id}/roles`));
  return (
    <Loaded query={roles}>
      {(data) => <ManageLogin key={data.roles.join()} person={person} login={login} roles={data.roles} />}
    </Loaded>
  );
}
