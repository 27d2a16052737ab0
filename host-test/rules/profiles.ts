/**
 * The profiles: what a build for a board takes along, and what its main module leads to. An import that no
 * manifest names passes the SDK's build where the module that has it is not preloaded, and aborts on the device.
 */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { moduleOf, modulesOf } from "./source.js";

/** What compiled modules have as numbers. */
const CONST_ENUMS: ReadonlySet<string> = new Set(
  modulesOf("src").flatMap(({ tree }) =>
    [...tree.text.matchAll(/^export const enum (\w+)/gm)].map(([, name]) => name),
  ),
);

/** By path: every profile leads to most of them. */
const SPECIFIERS = new Map<string, string[]>();

interface ProfileManifest {
  readonly include?: string | readonly string[];
  readonly modules?: Readonly<Record<string, string | readonly string[]>>;
  readonly preload?: string | readonly string[];
  readonly platforms?: Readonly<Record<string, ProfileManifest>>;
}

/** Modules by the names that manifests give them. */
export interface Profile {
  /** Their sources. */
  readonly modules: ReadonlyMap<string, string>;
  readonly preload: ReadonlySet<string>;
}

/** What a manifest and those it includes make of this repository, for one of the SDK's platforms. */
export function profileOf(path: string, platform: string): Profile {
  const modules = new Map<string, string>();
  const preload = new Set<string>();
  const take = (
    at: string,
    { include, modules: named = {}, preload: early, platforms = {} }: ProfileManifest,
  ) => {
    for (const each of listOf(include)) if (!each.startsWith("$")) read(posix.join(posix.dirname(at), each));
    for (const [name, files] of Object.entries(named))
      for (const file of listOf(files))
        // Of a module of the SDK a manifest may add the types.
        if (name !== "*" && !file.startsWith("$") && !name.startsWith("embedded:"))
          modules.set(name, `${posix.join(posix.dirname(at), file)}.ts`);
    for (const name of listOf(early)) preload.add(name);
    const own = platforms[platform];
    if (own) take(at, own);
  };
  const seen = new Set<string>();
  const read = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    take(at, JSON.parse(readFileSync(at, "utf8")) as ProfileManifest);
  };
  read(path);
  return { modules, preload };
}

/** What lacks in a profile for what `main`, a module's name, leads to; and which of its floors it never uses. */
export function profileFindings({ modules, preload }: Profile, main: string): string[] {
  const findings = new Set<string>();
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    if (name !== main && !preload.has(name)) findings.add(`preload: add "${name}"`);
    const path = modules.get(name)!;
    for (const target of importsOf(name, path)) if (modules.has(target)) visit(target);
    // By a manifest's name a type, too, is found in manifests alone.
    const named = specifiersIn(path, () => true).filter(text => text.startsWith("ntp/"));
    for (const target of [...importsOf(name, path), ...named])
      if (target.startsWith("ntp/") && !modules.has(target))
        findings.add(`modules: ${name} imports "${target}"`);
  };
  visit(main);
  const floors = (names: Iterable<string>): Set<string> => new Set([...names].map(posix.dirname));
  // A type has a floor, too: the SDK looks its module up among those of the manifests.
  const named = [...reached].flatMap(name => namesIn(name, modules.get(name)!, () => true));
  const used = floors([...reached, ...named]);
  for (const floor of floors(modules.keys()))
    if (!used.has(floor)) findings.add(`include: take out ${floor}`);
  return [...findings];
}

/** The modules that are there when this one runs, by their names; a type and a constant enumeration are nobody's then. */
export function importsOf(name: string, path: string): string[] {
  const known = SPECIFIERS.get(path) ?? namesIn(name, path, isValue);
  SPECIFIERS.set(path, known);
  return known;
}

/** What those of a module's imports name that `isWanted`. */
function namesIn(name: string, path: string, isWanted: (clause: ts.ImportClause) => boolean): string[] {
  return specifiersIn(path, isWanted).map(text =>
    text.startsWith(".") ? posix.join(posix.dirname(name), text.replace(/\.js$/, "")) : text,
  );
}

function specifiersIn(path: string, isWanted: (clause: ts.ImportClause) => boolean): string[] {
  return moduleOf(readFileSync(path, "utf8"), path)
    .tree.statements.filter(ts.isImportDeclaration)
    .filter(({ importClause }) => importClause === undefined || isWanted(importClause))
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text);
}

function isValue({ phaseModifier, name, namedBindings }: ts.ImportClause): boolean {
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return false;
  if (name || !namedBindings || ts.isNamespaceImport(namedBindings)) return true;
  return namedBindings.elements.some(
    ({ isTypeOnly, name: { text } }) => !isTypeOnly && !CONST_ENUMS.has(text),
  );
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
