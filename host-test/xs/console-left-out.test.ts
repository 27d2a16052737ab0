/** A build without the console: the rest runs from saved lines, which `src/config` reads. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

/** What tsc made, but for `left`, in a folder of its own. */
function buildWithout(left: string): string {
  const folder = mkdtempSync(join(tmpdir(), "xs-ntp-"));
  for (const part of ["src", "host-test/xs", "host-test/support"])
    cpSync(join(BUILD, part), join(folder, part), {
      recursive: true,
      filter: source => source !== resolve(BUILD, left),
    });
  return folder;
}

describeOnXs("a build without the console", () => {
  const rows = [
    { kind: "server", does: "serves requests", stratum: 3 },
    { kind: "keyed-hmac-sha-256", does: "serves authenticated requests", stratum: 3 },
    { kind: "guarded", does: "serves those whom its access lists permit", stratum: 3 },
    { kind: "client 4", does: "follows its servers", stratum: 3 },
    { kind: "listener", does: "follows broadcasts", stratum: 3 },
  ];
  for (const { kind, does, stratum } of rows)
    it(`${does}, as its saved lines say`, async () => {
      const folder = buildWithout("src/console");
      assert.equal(existsSync(join(folder, "src/console")), false);
      const machine = new Machine();
      try {
        await machine.import(join(folder, "host-test/xs/workload.js"));
        await machine.command(kind);
        const { text } = await machine.command("work 100");
        assert.equal(text, "100");
        assert.equal((await machine.command("stratum")).text, String(stratum));
      } finally {
        machine.close();
        rmSync(folder, { recursive: true });
      }
    });
});
