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
  report: ["time", "wire", "core", "refclock"],
  config: ["time", "wire", "core", "report"],
  runtime: ["time", "crypto", "wire", "core", "refclock", "report", "config"],
  console: ["time", "wire", "core", "refclock", "report", "config", "runtime"],
};

/** Everything stands on `src`; a board on nothing else, and on Node where it is one. */
const BOARDS = "boards";

/** The boards on XS: there a module goes by its name in a manifest, unless it lies in the same folder. */
const XS_BOARDS: readonly string[] = [
  "boards/esp32",
  "boards/esp32/ethernet",
  "boards/example",
  "boards/example-server",
  "boards/example-sleeper",
  "boards/firmware",
  "boards/lin",
];

/** Not called as their folder is, but by these names on each of them. */
const BOARD_MODULES: Readonly<Record<string, string>> = {
  "ntp/board": "board.ts",
  "ntp/ports": "open-ports.ts",
  "ntp/sleep": "sleep.ts",
};

/** What they take of the SDK. */
const SDK_MODULES: readonly string[] = [
  "crypt",
  "embedded:RTC/DS3231",
  "embedded:RTC/PCF8563",
  "embedded:RTC/RV3028",
  "embedded:io/serial",
  "embedded:io/smbus",
  "embedded:io/socket/listener",
  "embedded:io/socket/tcp",
  "mc/config",
  "modules",
  "timer",
];

/** Imports that leave the floor, or that one of tsc, Node and XS would not resolve. `paths`: all modules there are. */
export function importFindings(module: Module, paths: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const floor = floorOf(module.path);
  const allowed = floor === BOARDS ? Object.keys(FLOORS) : FLOORS[floor];
  if (allowed === undefined) findings.push({ line: 1, why: `${floor} is no floor: add its row` });
  for (const specifier of specifiersOf(module.tree)) {
    const { text } = specifier;
    const [folder, file] = [posix.dirname(module.path), posix.basename(module.path)];
    const isBeside = text.startsWith("./") && !Object.values(BOARD_MODULES).includes(file);
    if (XS_BOARDS.includes(folder) && !isBeside) {
      const isThere = SDK_MODULES.includes(text) || sourcesOf(text).some(path => paths.includes(path));
      if (text.startsWith(".")) findings.push(finding(specifier, `"${text}": as the manifests call it`));
      else if (!isThere) findings.push(finding(specifier, `"${text}": no manifest has it`));
      continue;
    }
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

/** Where the module that manifests call "ntp/…" may lie. */
function sourcesOf(name: string): string[] {
  const [library, ...parts] = name.split("/");
  if (library !== "ntp") return [];
  const file = BOARD_MODULES[name];
  if (file !== undefined) return XS_BOARDS.map(folder => `${folder}/${file}`);
  const path = `${parts.join("/")}.ts`;
  return [`src/${path}`, `boards/${path}`];
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
