import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PARTIAL_PROFILES, partialManifest } from "./library.js";
import { profileFindings, profileOf, type Profile } from "./profiles.js";

const LINUX = "x-cli-lin";
const ESP32 = "esp32";

/** A profile less the names that `isOut` says. */
function less({ modules, preload }: Profile, isOut: (name: string) => boolean): Profile {
  return {
    modules: new Map([...modules].filter(([name]) => !isOut(name))),
    preload: new Set([...preload].filter(name => !isOut(name))),
  };
}

describe("profiles", () => {
  const profiles = [
    {
      what: "the library: nothing but what a node needs",
      manifest: "manifest.json",
      main: "ntp/runtime/create-node",
    },
    { what: "an application with a clock", manifest: "boards/example/manifest.json", main: "main" },
    { what: "an application that serves", manifest: "boards/example-server/manifest.json", main: "main" },
    {
      what: "an application that sleeps",
      manifest: "boards/example-sleeper/manifest.json",
      main: "main",
    },
    { what: "the firmware", manifest: "boards/firmware/manifest.json", main: "main" },
  ];
  for (const { what, manifest, main } of profiles)
    it(`${what}: has all that it leads to, preloaded, and no floor that it never uses`, () =>
      assert.deepEqual(profileFindings(profileOf(manifest, LINUX), main), []));

  for (const { what, manifest, main } of profiles.slice(-4))
    it(`${what}, on an ESP32: the same`, () =>
      assert.deepEqual(profileFindings(profileOf(manifest, ESP32), main), []));

  for (const profile of PARTIAL_PROFILES)
    it(`${profile.manifest} has what its entries lead to, and nothing else (npm run profiles)`, () =>
      assert.equal(readFileSync(profile.manifest, "utf8"), partialManifest(profile)));

  const firmware = profileOf("boards/firmware/manifest.json", LINUX);
  const library = profileOf("manifest.json", LINUX);

  it("finds a module that lacks", () => {
    const [name, by] = ["ntp/time/month", "ntp/runtime/history"];
    const findings = profileFindings(
      less(library, each => each === name),
      "ntp/runtime/create-node",
    );
    assert.ok(findings.includes(`modules: ${by} imports "${name}"`), findings.join("\n"));
  });

  it("finds a module that is not preloaded", () => {
    const { modules } = firmware;
    const { preload } = less(firmware, name => name === "ntp/core/engine");
    assert.deepEqual(profileFindings({ modules, preload }, "main"), [`preload: add "ntp/core/engine"`]);
  });

  it("finds a floor that nobody uses", () =>
    assert.deepEqual(
      profileFindings(firmware, "ntp/runtime/create-node").includes("include: take out ntp/console"),
      true,
    ));

  it("leaves the console out of all but the firmware", () => {
    const hasConsole = ({ modules }: Profile): boolean => modules.has("ntp/console/session");
    assert.deepEqual(
      profiles.map(({ manifest }) => hasConsole(profileOf(manifest, LINUX))),
      [false, false, false, false, true],
    );
  });
});
