/** What of a class is hidden, and how: XS takes slots of every instance for what is hidden by `#`. */
import ts from "typescript";
import { finding, floorOf, walk, type Finding, type Module } from "./source.js";

/** Where instances live as long as the node does. */
const LASTING = ["core", "runtime", "report"];

/** These keep secrets, which nobody gets to see who prints an object on Node. */
const SECRET = /\/(board-key|key-ring|password-box|sealer|secret-box)\.ts$/;

/** Names by `#` where TypeScript's `private` is to hide them. */
export function hiddenFindings({ path, tree }: Module): Finding[] {
  const findings: Finding[] = [];
  if (!LASTING.includes(floorOf(path)) || SECRET.test(path)) return findings;
  walk(tree, node => {
    if (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name))
      findings.push(finding(node, "a #name takes slots of each instance on XS: private does not"));
  });
  return findings;
}
