/**
 * Which built tests need no Node, told from what they import, themselves or through others: those that
 * reach nothing of Node's but its assertions, and no package but those in JavaScript alone, run on XS too.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { BUILD, PROVIDED } from "./machine.js";

export interface BuiltTest {
  /** Absolute. */
  readonly path: string;
  /** As in the repository: "host-test/time/fixed.test.ts". */
  readonly name: string;
  readonly floor: string;
  /** What of Node's it reaches, by the module that imports it; undefined: it is portable. */
  readonly needs: string | undefined;
}

/** Matches imports and re-exports as tsc prints them; type imports are gone by then. */
const IMPORT = /^(?:import|export)\b(?:[^"';]*\bfrom)? ?"([^"]+)";/gm;

/** The built tests of the floors of `src`, each test being where its source is. */
export function builtTests(): BuiltTest[] {
  const floors = readdirSync(resolve("src"));
  return floors.flatMap(floor => {
    const folder = resolve("host-test", floor);
    if (!existsSync(folder)) return [];
    const sources = readdirSync(folder, { recursive: true }) as string[];
    return sources
      .filter(source => source.endsWith(".test.ts"))
      .map(source => {
        const path = resolve(BUILD, "host-test", floor, source.replace(/\.ts$/, ".js"));
        return { path, name: `host-test/${floor}/${source}`, floor, needs: neededOfNode(path) };
      });
  });
}

function neededOfNode(path: string): string | undefined {
  for (const [module, imported] of imports(path))
    for (const specifier of imported)
      if (!specifier.startsWith(".") && !PROVIDED.includes(specifier))
        return `${specifier}, by ${relative(BUILD, module)}`;
  return undefined;
}

/**
 * Everything that importing `path` loads, under the names by which XS knows it, with what each imports.
 * XS takes one leading ".." off a specifier and leaves the others in the name as they are.
 */
export function imports(path: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(path)) return seen;
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\``);
  const specifiers = specifiersOf(readFileSync(path, "utf8"));
  seen.set(path, specifiers);
  for (const specifier of specifiers) {
    if (specifier.startsWith("./")) imports(dirname(path) + specifier.slice(1), seen);
    if (specifier.startsWith("../")) imports(dirname(dirname(path)) + specifier.slice(2), seen);
  }
  return seen;
}

/** What a module's text imports, as written there. */
export function specifiersOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(match => match[1]);
}
