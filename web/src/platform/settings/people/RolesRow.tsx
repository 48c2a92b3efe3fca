import { Loaded } from "../parts/Loaded";
import { Row } from "../parts/Section";
import { RolesSelect } from "./RolesSelect";
import type { useRoles } from "./useRoles";
import { useWords } from "./words";

/** Chooses the roles of a person. */
export function RolesRow({ roles, fault }: { roles: ReturnType<typeof useRoles>; fault?: string | undefined }) {
  const w = useWords();
  return (
    <Row label={w.roles} hint={w.rolesHint} fault={fault}>
      {(id) => (
        <Loaded query={roles.query}>
          {() => <RolesSelect id={id} value={roles.chosen} onChange={roles.choose} />}
        </Loaded>
      )}
    </Row>
  );
}
