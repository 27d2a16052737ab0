import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import {
  boardManifestFindings,
  floorManifestFindings,
  rootManifestFindings,
  type BoardManifest,
  type Manifest,
} from "./manifests.js";
import { floorOf, modulesOf } from "./source.js";

const PATHS = ["src/time/fixed.ts", "src/time/moment.ts", "src/wire/header.ts"];
const FIXED = { "ntp/time/fixed": "./fixed" };
const MOMENT = { "ntp/time/moment": "./moment" };
const BOTH = ["ntp/time/fixed", "ntp/time/moment"];

const ROWS: { name: string; manifest: Manifest; findings: string[] }[] = [
  {
    name: "nothing, when all is there",
    manifest: { modules: { ...FIXED, ...MOMENT }, preload: BOTH },
    findings: [],
  },
  {
    name: "a module that is missing",
    manifest: { modules: FIXED, preload: BOTH },
    findings: [`modules: add "ntp/time/moment": "./moment"`],
  },
  {
    name: "a module that is not preloaded",
    manifest: { modules: { ...FIXED, ...MOMENT }, preload: ["ntp/time/fixed"] },
    findings: [`preload: add "ntp/time/moment"`],
  },
  {
    name: "a module that is gone",
    manifest: {
      modules: { ...FIXED, ...MOMENT, "ntp/time/old": "./old" },
      preload: [...BOTH, "ntp/time/old"],
    },
    findings: [`modules: take out "ntp/time/old": "./old"`, `preload: take out "ntp/time/old"`],
  },
  {
    name: "a wildcard",
    manifest: { modules: { "ntp/time/*": "./*" }, preload: BOTH },
    findings: [
      `modules: add "ntp/time/fixed": "./fixed"`,
      `modules: add "ntp/time/moment": "./moment"`,
      `modules: take out "ntp/time/*": "./*"`,
    ],
  },
  {
    name: "a module under another's name",
    manifest: { modules: { ...FIXED, "ntp/time/moment": "./fixed" }, preload: BOTH },
    findings: [
      `modules: add "ntp/time/moment": "./moment"`,
      `modules: take out "ntp/time/moment": "./fixed"`,
    ],
  },
  {
    name: "a name that is there twice",
    manifest: { modules: { ...FIXED, ...MOMENT }, preload: [...BOTH, "ntp/time/fixed"] },
    findings: [`preload: twice "ntp/time/fixed"`],
  },
  {
    name: "everything, when nothing is there",
    manifest: {},
    findings: [
      `modules: add "ntp/time/fixed": "./fixed"`,
      `modules: add "ntp/time/moment": "./moment"`,
      `preload: add "ntp/time/fixed"`,
      `preload: add "ntp/time/moment"`,
    ],
  },
];

const manifestAt = (path: string): Manifest =>
  existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : {};

describe("manifests", () => {
  for (const { name, manifest, findings } of ROWS)
    it(`of a floor: finds ${name}`, () =>
      assert.deepEqual(floorManifestFindings("time", manifest, PATHS), findings));

  it("of the root: finds a floor that is missing, and one that is gone", () => {
    const manifest = { include: ["./src/time/manifest.json", "./src/attic/manifest.json"] };
    assert.deepEqual(rootManifestFindings(manifest, ["time", "wire"]), [
      `include: add "./manifest_typescript.json"`,
      `include: add "./src/wire/manifest.json"`,
      `include: take out "./src/attic/manifest.json"`,
    ]);
  });

  const paths = modulesOf("src").map(({ path }) => path);
  const floors = [...new Set(paths.map(floorOf))];
  for (const floor of floors)
    it(`src/${floor}/manifest.json names every module of its floor`, () =>
      assert.deepEqual(floorManifestFindings(floor, manifestAt(`src/${floor}/manifest.json`), paths), []));

  it("of a board on XS: finds what is missing, and what is not preloaded", () => {
    const manifest = { modules: { main: "./main", "ntp/lin/a": "./a", "*": ["./c"] }, preload: ["timer"] };
    const all = ["boards/lin/a.ts", "boards/lin/b.ts", "boards/lin/main.ts", "boards/lin/sdk.d.ts"];
    assert.deepEqual(boardManifestFindings("boards/lin", manifest, all), [
      `preload: add "ntp/lin/a"`,
      `modules: add "./b"`,
    ]);
  });

  const boardPaths = modulesOf("boards").map(({ path }) => path);
  const boards = {
    "boards/esp32": ["manifest.json", "manifest_ports.json"],
    "boards/esp32/ethernet": ["manifest.json"],
    "boards/example": ["manifest.json"],
    "boards/example-server": ["manifest.json"],
    "boards/example-sleeper": ["manifest.json"],
    "boards/firmware": ["manifest.json", "manifest_ports.json", "manifest_sleep.json"],
    "boards/lin": ["manifest.json", "manifest_ports.json"],
  };
  for (const [folder, files] of Object.entries(boards))
    it(`${folder}'s manifests name every module of it`, () => {
      const manifests = files.map(file => manifestAt(`${folder}/${file}`) as BoardManifest);
      const modules = Object.assign({}, ...manifests.map(each => each.modules)) as BoardManifest["modules"];
      const preload = manifests.flatMap(each => each.preload ?? []);
      assert.deepEqual(boardManifestFindings(folder, { modules, preload }, boardPaths), []);
    });

  it("the firmware says the version that the package says", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    assert.match(readFileSync("boards/firmware/version.ts", "utf8"), new RegExp(`"${version}"`));
  });

  it("manifest.json includes every floor but the console", () => {
    const library = floors.filter(floor => floor !== "console");
    assert.deepEqual(rootManifestFindings(manifestAt("manifest.json"), library), []);
  });
});
