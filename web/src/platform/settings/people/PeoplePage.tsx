import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useForms } from "../../records/forms";
import { useMe } from "../../records/useModule";
import { State } from "../../ui/states";
import { useIsPhone } from "../../ui/useIsPhone";
import { Crumb } from "../parts/Crumb";
import { Find } from "../parts/Find";
import { Loaded } from "../parts/Loaded";
import { door } from "../queries";
import { useChosen } from "../useSettings";
import { directoryChanged } from "./changed";
import { DepartmentTree } from "./DepartmentTree";
import { directoryOf } from "./directory";
import { People } from "./People";
import { find, type Node, narrow } from "./tree";
import { useWords } from "./words";
import "./people.css";

/** The departments as a tree, and the people of the one that is chosen with their log-ins. */
export default function PeoplePage() {
  const query = useQuery(door("departments/tree"));
  return <Loaded query={query}>{({ departments }) => <Directory tree={departments} />}</Loaded>;
}

function Directory({ tree }: { tree: Node[] }) {
  const w = useWords();
  const directory = directoryOf(useMe());
  const [{ of }, choose] = useChosen();
  const [text, setText] = useState("");
  const openForm = useForms((forms) => forms.open);
  const isPhone = useIsPhone();
  if (!directory) return <State title={w.noDirectory} />;
  const { departments, people } = directory;
  const chosen = (of === undefined ? undefined : find(tree, of)) ?? tree[0];
  const add = () => openForm({ module: departments.key, onSaved: () => void directoryChanged() });
  const addButton = (
    <Button icon={<PlusOutlined />} onClick={add}>
      {w.addDepartment}
    </Button>
  );
  if (!chosen) {
    return (
      <State title={w.none} actions={addButton}>
        {w.noneLead}
      </State>
    );
  }
  // On a phone the tree comes first, then the department that was chosen in it.
  if (isPhone && of !== undefined) {
    return (
      <>
        <Crumb back={w.tree} onBack={() => choose({ of: undefined })} title={chosen.name ?? ""} />
        <People key={chosen.id} module={people.key} department={chosen} />
      </>
    );
  }
  return (
    <div className="dir">
      <section className="set-section dir-tree" aria-labelledby="dir-tree">
        <header>
          <h2 id="dir-tree" className="grow">
            {w.tree}
          </h2>
          {addButton}
        </header>
        <Find label={w.search} value={text} onChange={setText} />
        <DepartmentTree
          whole={tree}
          shown={narrow(tree, text)}
          isNarrowed={text.trim() !== ""}
          chosen={isPhone ? "" : chosen.id}
          directory={directory}
          onChoose={(id) => choose({ of: id })}
        />
      </section>
      {!isPhone && <People key={chosen.id} module={people.key} department={chosen} />}
    </div>
  );
}
