/** A build without the console: the rest runs from saved lines, which `src/config` reads. */
import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Machine } from "./machine.js";
import { partOfBuild } from "./part-of-build.js";
import { describeOnXs } from "./support.js";

describeOnXs("a build without the console", () => {
  const rows = [
    { kind: "server", does: "serves requests" },
    { kind: "keyed-hmac-sha-256", does: "serves authenticated requests" },
    { kind: "guarded", does: "serves those whom its access lists permit" },
    { kind: "client 4", does: "follows its servers" },
    { kind: "listener", does: "follows broadcasts" },
  ];
  for (const { kind, does } of rows)
    it(`${does}, as its saved lines say`, async () => {
      const folder = partOfBuild(path => path !== "src/console");
      assert.equal(existsSync(join(folder, "src/console")), false);
      const machine = new Machine();
      try {
        await machine.import(join(folder, "host-test/xs/workload.js"));
        await machine.command(kind);
        const { text } = await machine.command("work 100");
        assert.equal(text, "100");
        assert.equal((await machine.command("synchronized")).text, "true");
      } finally {
        machine.close();
        rmSync(folder, { recursive: true });
      }
    });
});
