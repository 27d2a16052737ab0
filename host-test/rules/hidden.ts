/** What of a class is hidden, and how: XS takes slots of every instance for what is hidden by `#`. */
import ts from "typescript";
import { finding, floorOf, walk, type Finding, type Module } from "./source.js";

/** Where so many instances live as long as the node does that fields count as well as methods. */
const LASTING = ["core", "runtime", "report"];

/** These keep secrets, and nobody who prints an object on Node gets to see what is in a `#field`. */
const SECRET = /\/(board-key|key-ring|password-box|sealer|secret-box)\.ts$/;

/** Names by `#` where TypeScript's `private` is to hide them. */
export function hiddenFindings({ path, tree }: Module): Finding[] {
  const findings: Finding[] = [];
  const mayHideFields = !LASTING.includes(floorOf(path)) || SECRET.test(path);
  walk(tree, node => {
    if (!ts.isClassElement(node) || node.name === undefined || !ts.isPrivateIdentifier(node.name)) return;
    if (!ts.isPropertyDeclaration(node) || !mayHideFields)
      findings.push(finding(node, "a #name takes slots of each instance on XS: private does not"));
  });
  return findings;
}
