/** How a module is written: one idea, named, explained, and short enough to be read at once. */
import ts from "typescript";
import { docstringOf, finding, has, headerOf, type Finding, type Module } from "./source.js";

const MOST_LINES = 250;

/** Prettier wraps code, but no comments. */
const MOST_COLUMNS = 110;

/** Breaches of the form of a module. */
export function formFindings(module: Module): Finding[] {
  const { tree } = module;
  const findings: Finding[] = [];
  const lines = tree.text.trimEnd().split("\n").length;
  if (lines > MOST_LINES)
    findings.push({ line: lines, why: `${lines} lines: a file holds one idea and at most ${MOST_LINES}` });
  findings.push(...wideComments(tree));
  if (!/^\/\*\*[\s*]*[^\s*/]/.test(headerOf(module)))
    findings.push({ line: 1, why: "a module opens by saying what it is for" });
  const documented = exportedOf(tree);
  for (const statement of tree.statements) {
    const why = wrongExport(statement);
    if (why !== undefined) findings.push(finding(statement, why));
  }
  // What a module opens with is about the one thing it exports, or its first class.
  const told =
    documented.length === 1 ? documented[0] : documented.find(({ node }) => ts.isClassDeclaration(node));
  for (const each of documented)
    if (each !== told && docstringOf(each.node) === "")
      findings.push(finding(each.node, `${each.name} has no docstring`));
  return findings;
}

function wideComments({ text }: ts.SourceFile): Finding[] {
  return text.split("\n").flatMap((row, i) => {
    const isWide = row.length > MOST_COLUMNS && /^\s*(\/?\*|\/\/)|\s\/\/ /.test(row);
    return isWide ? [{ line: i + 1, why: `a comment goes to column ${MOST_COLUMNS} at most` }] : [];
  });
}

function wrongExport(statement: ts.Statement): string | undefined {
  if (ts.isExportDeclaration(statement)) return "exported where it is declared: no barrels, no lists";
  if (ts.isExportAssignment(statement) || has(statement, ts.SyntaxKind.DefaultKeyword))
    return "exports have names";
  if (ts.isEnumDeclaration(statement) && !has(statement, ts.SyntaxKind.ConstKeyword))
    return "an enum is const: it costs nothing then";
  if (ts.isModuleDeclaration(statement)) return "a module is a file";
  return undefined;
}

interface Exported {
  readonly node: ts.Node;
  readonly name: string;
}

/** The functions and classes that a module exports. */
function exportedOf(tree: ts.SourceFile): Exported[] {
  return tree.statements.flatMap((node): Exported[] => {
    if (!has(node, ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
      return [{ node, name: node.name?.text ?? "default" }];
    if (!ts.isVariableStatement(node)) return [];
    return node.declarationList.declarations
      .filter(({ initializer }) => initializer !== undefined && ts.isFunctionLike(initializer))
      .map(({ name }) => ({ node, name: name.getText() }));
  });
}
