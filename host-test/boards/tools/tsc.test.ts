/** The compiler of the SDK's builds, called as they call it: once for each module, several at a time. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE_MS = 60_000;

/** A build of modules by their names, as the SDK lays it out. */
class Build {
  readonly folder = mkdtempSync(join(tmpdir(), "xs-ntp-tsc-"));
  readonly #modules = join(this.folder, "modules");

  constructor(sources: Readonly<Record<string, string>>) {
    mkdirSync(this.#modules);
    const base = join(this.#modules, "tsconfig-base.json");
    const compilerOptions = {
      module: "preserve",
      target: "es2025",
      lib: ["es2025"],
      strict: true,
      sourceMap: true,
    };
    writeFileSync(base, JSON.stringify({ compilerOptions }));
    for (const [name, text] of Object.entries(sources)) {
      const source = join(this.folder, `${name}.ts`);
      writeFileSync(source, text);
      const own = { rootDir: "/", outDir: join(this.folder, "tsc", name) };
      const config = { extends: base, compilerOptions: own, files: [source] };
      writeFileSync(join(this.#modules, `${name}-tsconfig.json`), JSON.stringify(config));
    }
  }

  output(name: string): string {
    return join(this.folder, "tsc", name, this.folder, `${name}.js`);
  }

  /** Its exit code, and what it complains of. */
  async compile(name: string): Promise<[code: number, complaint: string]> {
    const words = ["boards/tools/tsc.mjs", "-p", join(this.#modules, `${name}-tsconfig.json`)];
    const child = spawn(process.execPath, words);
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    const [code] = (await once(child, "close")) as [number];
    return [code, complaint];
  }
}

describe("the compiler of the SDK's builds", function () {
  this.timeout(PATIENCE_MS);
  let build: Build;
  afterEach(() => rmSync(build.folder, { recursive: true }));

  it("compiles every module at the first call, however many come at once", async () => {
    build = new Build({
      colour: "export const enum Colour { Red = 7 }",
      user: 'import { Colour } from "./colour.js";\nexport const red = Colour.Red;',
    });
    const results = await Promise.all(["user", "colour", "user"].map(name => build.compile(name)));
    assert.deepEqual(results, [
      [0, ""],
      [0, ""],
      [0, ""],
    ]);
    assert.match(readFileSync(build.output("user"), "utf8"), /red = 7/);
    const map = JSON.parse(readFileSync(`${build.output("user")}.map`, "utf8")) as { sources: string[] };
    assert.equal(join(build.output("user"), "..", map.sources[0]), join(build.folder, "user.ts"));
  });

  it("says once what is wrong, and makes nothing of it", async () => {
    build = new Build({ good: "export const a = 1;", bad: 'export const b: number = "two";' });
    const results = await Promise.all(["good", "bad"].map(name => build.compile(name)));
    assert.ok(results.every(([code]) => code === 1));
    assert.match(results.map(([, complaint]) => complaint).join(""), /bad\.ts.*TS2322/);
    assert.equal(existsSync(build.output("good")), false);
  });
});
