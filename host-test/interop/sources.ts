/** Sources of Debian's packages, downloaded and unpacked beside the programs. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, Unobtainable, UNPACKED } from "./packages.js";

/**
 * The folder of the sources, as their makers released them, that `binaryPackage` was built of; throws
 * `Unobtainable`.
 */
export function sources(binaryPackage: string): string {
  const root = join(UNPACKED, `${binaryPackage}.sources`);
  if (existsSync(root)) return root;
  mkdirSync(UNPACKED, { recursive: true });
  const partial = mkdtempSync(join(UNPACKED, `${binaryPackage}.partial-`));
  try {
    download(partial, binaryPackage);
    const archive = readdirSync(partial).find(name => name.includes(".orig.tar."));
    const unpacked = join(partial, "unpacked");
    mkdirSync(unpacked);
    run(partial, "tar", "xf", archive ?? "", "--directory", unpacked, "--strip-components", "1");
    if (!existsSync(root)) renameSync(unpacked, root);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return root;
}

/** Machines keep no lists of sources: one is had for this alone, of where the package itself would come from. */
function download(folder: string, binaryPackage: string): void {
  const policy = run(folder, "apt-cache", "policy", binaryPackage);
  const [, site, suite, component] = /^ +\d+ (http\S+) ([^/ ]+)\/(\S+)/m.exec(policy) ?? [];
  if (site === undefined) throw new Unobtainable(`apt-cache policy ${binaryPackage}: it comes from nowhere`);
  writeFileSync(join(folder, "list"), `deb-src ${site} ${suite} ${component}\n`);
  mkdirSync(join(folder, "lists/partial"), { recursive: true });
  const options = [
    `Dir::Etc::sourcelist=${join(folder, "list")}`,
    "Dir::Etc::sourceparts=-",
    `Dir::State::lists=${join(folder, "lists")}`,
  ].flatMap(each => ["-o", each]);
  run(folder, "apt-get", ...options, "update");
  run(folder, "apt-get", ...options, "source", "--download-only", binaryPackage);
}
