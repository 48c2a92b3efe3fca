import type { Schema } from "../../api/doors";

/** A department as the server counts it. */
export type Node = Schema["Department"];

export function find(nodes: Node[], id: string): Node | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children, id);
    if (found) return found;
  }
  return undefined;
}

/** The department above, null at the top. */
export function above(nodes: Node[], id: string, parent: Node | null = null): Node | null {
  for (const node of nodes) {
    if (node.id === id) return parent;
    const found = above(node.children, id, node);
    if (found) return found;
  }
  return null;
}

/** The department and all below it. */
export function within(node: Node): string[] {
  return [node.id, ...node.children.flatMap(within)];
}

/** Is nobody in the department, and nothing below it? */
export function isEmpty({ children, people_with_below }: Node): boolean {
  return children.length === 0 && people_with_below === 0;
}

/** May `id` be put under `to`? Not under itself, nor under what is below it, nor where it is already. */
export function canMove(nodes: Node[], id: string, to: string | null): boolean {
  const node = find(nodes, id);
  if (!node) return false;
  const now = above(nodes, id)?.id ?? null;
  return now !== to && (to === null || !within(node).includes(to));
}

export interface Choice {
  value: string;
  title: string;
  disabled: boolean;
  children: Choice[];
}

/** The tree for a picker; where `moving` cannot go is there, but cannot be chosen. */
export function choices(nodes: Node[], moving: string): Choice[] {
  const of = (some: Node[], isInside: boolean): Choice[] =>
    some.map((node) => {
      const inside = isInside || node.id === moving;
      return { value: node.id, title: node.name ?? "", disabled: inside, children: of(node.children, inside) };
    });
  return of(nodes, false);
}

/** Departments whose name holds the text, with everything above them. */
export function narrow(nodes: Node[], text: string): Node[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return nodes;
  return nodes.flatMap((node) => {
    const children = narrow(node.children, text);
    const isHit = (node.name ?? "").toLowerCase().includes(wanted);
    return isHit || children.length > 0 ? [{ ...node, children: isHit ? node.children : children }] : [];
  });
}
