import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useState } from "react";
import type { RecordRow } from "../../api/types";
import { useIsPhone } from "../../ui/useIsPhone";
import { Copy } from "../parts/Copy";
import { Loaded } from "../parts/Loaded";
import { door } from "../queries";
import { GiveLogin } from "./GiveLogin";
import { ManageLogin } from "./ManageLogin";
import type { Login } from "./useLogins";
import { useWords } from "./words";
import "./people.css";

interface LoginDrawerProps {
  person: RecordRow;
  login: Login | null;
  isOpen: boolean;
  onClose: () => void;
}

/** The log-in of a person and the roles that go with it. */
export function LoginDrawer({ person, login, isOpen, onClose }: LoginDrawerProps) {
  const w = useWords();
  const isPhone = useIsPhone();
  // What was given is told to the person; nobody can see it again.
  const [given, setGiven] = useState<string | null>(null);
  const title = `${login ? w.manage : w.give} · ${person.name}`;
  return (
    <Drawer open={isOpen} title={title} onClose={onClose} size={isPhone ? "100%" : 440} destroyOnHidden>
      {given !== null && (
        <div className="login-told">
          <p>{w.tell}</p>
          <Copy text={given} />
        </div>
      )}
      {login ? (
        <Manage person={person} login={login} />
      ) : (
        given === null && (
          <GiveLogin person={person} onGiven={(account, password) => setGiven(`${account} ${password}`)} />
        )
      )}
    </Drawer>
  );
}

function Manage({ person, login }: { person: RecordRow; login: Login }) {
  const roles = useQuery(door(`people/${person.id}/roles`));
  return <Loaded query={roles}>{(data) => <ManageLogin person={person} login={login} roles={data.roles} />}</Loaded>;
}
