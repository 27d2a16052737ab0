/**
 * The manifests: one for each floor, naming every module of it twice, to be found and to be preloaded,
 * and the root's, which includes them all but the console's. By name, since the SDK's `*` matches no TypeScript in `preload`.
 */
import { posix } from "node:path";
import { floorOf } from "./source.js";

/** As far as the rules look into a manifest. */
export interface Manifest {
  readonly include?: readonly string[];
  readonly modules?: Readonly<Record<string, string>>;
  readonly preload?: readonly string[];
}

/** As far as the rules look into a board's manifest: its native code is listed under one name. */
export interface BoardManifest {
  readonly modules?: Readonly<Record<string, string | readonly string[]>>;
  readonly preload?: readonly string[];
}

/** What is missing or too much in a floor's manifest, as the lines to add or to take out. */
export function floorManifestFindings(floor: string, manifest: Manifest, paths: readonly string[]): string[] {
  const names = paths
    .filter(path => floorOf(path) === floor)
    .map(path => path.slice(`src/${floor}/`.length, -".ts".length));
  const wanted = names.map(name => `"ntp/${floor}/${name}": "./${name}"`);
  const modules = Object.entries(manifest.modules ?? {}).map(([id, file]) => `"${id}": "${file}"`);
  const preloads = names.map(name => `"ntp/${floor}/${name}"`);
  const preload = (manifest.preload ?? []).map(id => `"${id}"`);
  return [...differences("modules", wanted, modules), ...differences("preload", preloads, preload)];
}

/** What is missing in the manifest of a board on XS: it may have modules of the SDK besides. */
export function boardManifestFindings(
  folder: string,
  { modules = {}, preload = [] }: BoardManifest,
  paths: readonly string[],
): string[] {
  const names = paths
    .filter(path => posix.dirname(path) === folder && !path.endsWith(".d.ts"))
    .map(path => path.slice(`${folder}/`.length, -".ts".length));
  const ids = new Map(Object.entries(modules).map(([id, file]) => [String(file), id]));
  return names.flatMap(name => {
    const id = ids.get(`./${name}`);
    if (id === undefined) return [`modules: add "./${name}"`];
    return id === "main" || preload.includes(id) ? [] : [`preload: add "${id}"`];
  });
}

/** What is missing or too much in the root's manifest. */
export function rootManifestFindings(manifest: Manifest, floors: readonly string[]): string[] {
  const parts = ["./manifest_typescript.json", ...floors.map(floor => `./src/${floor}/manifest.json`)];
  const wanted = parts.map(part => `"${part}"`);
  return differences(
    "include",
    wanted,
    (manifest.include ?? []).map(path => `"${path}"`),
  );
}

function differences(part: string, wanted: readonly string[], there: readonly string[]): string[] {
  const twice = there.filter((line, index) => there.indexOf(line) !== index);
  return [
    ...wanted.filter(line => !there.includes(line)).map(line => `${part}: add ${line}`),
    ...there.filter(line => !wanted.includes(line)).map(line => `${part}: take out ${line}`),
    ...twice.map(line => `${part}: twice ${line}`),
  ];
}
