/** Who may import whom, and how: the floors of the house. */
import { posix } from "node:path";
import ts from "typescript";
import { finding, floorOf, walk, type Finding, type Module } from "./source.js";

/** A folder of `src` imports from itself and from these. */
export const FLOORS: Readonly<Record<string, readonly string[]>> = {
  time: [],
  crypto: [],
  wire: ["time"],
  core: ["time", "wire", "crypto"],
  refclock: ["time", "wire"],
  report: ["time", "wire", "core"],
  config: ["time", "wire", "core", "report"],
  runtime: ["time", "crypto", "wire", "core", "refclock", "report", "config"],
  console: ["time", "wire", "core", "report", "config", "runtime"],
};

/** Everything stands on `src`; a board on nothing else, and on Node where it is one. */
const BOARDS = "boards";

/** Imports that leave the floor, or that one of tsc, Node and XS would not resolve. `paths`: all modules there are. */
export function importFindings(module: Module, paths: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const floor = floorOf(module.path);
  const allowed = floor === BOARDS ? Object.keys(FLOORS) : FLOORS[floor];
  if (allowed === undefined) findings.push({ line: 1, why: `${floor} is no floor: add its row` });
  for (const specifier of specifiersOf(module.tree)) {
    const { text } = specifier;
    if (floor === BOARDS && text.startsWith("node:")) continue;
    if (!/^\.\.?\/.*\.js$/.test(text)) {
      findings.push(
        finding(specifier, `"${text}": relative and with .js, the one form that tsc, Node and XS resolve`),
      );
      continue;
    }
    const path = posix.join(posix.dirname(module.path), text).replace(/\.js$/, ".ts");
    const target = floorOf(path);
    if (!paths.includes(path)) findings.push(finding(specifier, `"${text}": there is no ${path}`));
    else if (target !== floor && !allowed?.includes(target))
      findings.push(finding(specifier, `${floor} imports nothing from ${target}`));
  }
  return findings;
}

/** The module specifiers of imports and re-exports, of types too: a floor's words are part of it. */
function specifiersOf(tree: ts.SourceFile): ts.StringLiteral[] {
  const specifiers: ts.StringLiteral[] = [];
  walk(tree, node => {
    const isLink = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const specifier = isLink ? node.moduleSpecifier : ts.isImportTypeNode(node) ? literalOf(node) : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) specifiers.push(specifier);
  });
  return specifiers;
}

function literalOf({ argument }: ts.ImportTypeNode): ts.Node | undefined {
  return ts.isLiteralTypeNode(argument) ? argument.literal : undefined;
}
