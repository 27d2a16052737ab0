/** Modules as syntax trees, and what the rules say about them. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";

/** One thing that is wrong with a module. */
export interface Finding {
  readonly line: number;
  readonly why: string;
}

export interface Module {
  /** In the repository, with slashes: "src/wire/header.ts". */
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** A module of given text, as rows of bad and good examples need it. */
export function moduleOf(text: string, path = "src/core/example.ts"): Module {
  return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** Every module below a folder, in order of their paths. */
export function modulesOf(folder: string): Module[] {
  const below = readdirSync(folder, { recursive: true }) as string[];
  return below
    .filter(path => path.endsWith(".ts") && !path.includes("node_modules"))
    .map(path => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort()
    .map(path => moduleOf(readFileSync(path, "utf8"), path));
}

/** The folder right below `src`; of what is not in `src`, the folder right below the root. */
export function floorOf(path: string): string {
  const [top, next] = path.split("/");
  return top === "src" ? next : top;
}

/** Calls `visit` for `node` and all below it; where it answers "skip", not for what is below. */
export function walk(node: ts.Node, visit: (node: ts.Node) => "skip" | void): void {
  if (visit(node) !== "skip") ts.forEachChild(node, child => walk(child, visit));
}

export function finding(node: ts.Node, why: string): Finding {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return { line: line + 1, why };
}

/** A module's findings as an editor lists them; empty where there are none. */
export function told({ path }: Module, findings: readonly Finding[]): string {
  return findings.map(({ line, why }) => `${path}:${line}: ${why}`).join("\n");
}

/** The comment that a module opens with, or nothing. */
export function headerOf({ tree }: Module): string {
  const [first] = ts.getLeadingCommentRanges(tree.text, 0) ?? [];
  return first?.pos === 0 ? tree.text.slice(first.pos, first.end) : "";
}

/** The docstring of a declaration, or nothing; a module's header is none. */
export function docstringOf(node: ts.Node): string {
  const comments = ts.getLeadingCommentRanges(node.getSourceFile().text, node.getFullStart()) ?? [];
  const last = comments.at(-1);
  if (last === undefined || last.pos === 0) return "";
  const text = node.getSourceFile().text.slice(last.pos, last.end);
  return text.startsWith("/**") ? text : "";
}

export function has(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(modifier => modifier.kind === kind);
}
