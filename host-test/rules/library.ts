/** The library's profiles, each the modules that its entry leads to and no other: what their manifests are to say. */
import { posix } from "node:path";
import { importsOf } from "./profiles.js";
import { modulesOf } from "./source.js";

/** A profile that leaves parts out: its manifest, and the modules that applications are to import. */
export interface PartialProfile {
  readonly manifest: string;
  readonly entries: readonly string[];
}

/** What boards' ports are made of, and what they are called in their types. */
const FOR_PORTS = [
  "ntp/crypto/primitives",
  "ntp/runtime/board-port",
  "ntp/runtime/native-udp",
  "ntp/runtime/store-name",
];

export const PARTIAL_PROFILES: readonly PartialProfile[] = [
  {
    manifest: "manifest_client.json",
    entries: ["ntp/runtime/clock", ...FOR_PORTS],
  },
  {
    manifest: "manifest_client_server.json",
    entries: ["ntp/runtime/serving-clock", ...FOR_PORTS],
  },
  {
    manifest: "manifest_client_sleep.json",
    entries: ["ntp/runtime/clock", "ntp/runtime/sleeper", "ntp/runtime/sleep-port", ...FOR_PORTS],
  },
];

/** The text of its manifest. */
export function partialManifest({ entries }: PartialProfile): string {
  const sources = new Map(modulesOf("src").map(({ path }) => [nameOf(path), path]));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const target of importsOf(name, sources.get(name)!)) visit(target);
  };
  for (const entry of entries) visit(entry);
  const names = [...reached].sort();
  const modules = Object.fromEntries(names.map(name => [name, `./src/${posix.relative("ntp", name)}`]));
  const manifest = { include: "./manifest_typescript.json", modules, preload: names };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function nameOf(path: string): string {
  return `ntp/${posix.relative("src", path).replace(/\.ts$/, "")}`;
}
