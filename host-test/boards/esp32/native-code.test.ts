/**
 * The native code of the ESP32, compiled against the headers of XS and of lwIP; the ESP-IDF is behind idf.h.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { obtain } from "../../interop/open-lab.js";
import { Unobtainable } from "../../interop/packages.js";
import { BOARD, complaints, findLwip } from "./lwip.js";

const XS = "node_modules/@agoric/xsnap/moddable/xs/includes";

/** They take the ESP-IDF itself. */
const THIN_FILES = /^idf\b/;

/** With what boards on XS share. */
const SOURCES = [BOARD, "boards/firmware"].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith(".c") && !THIN_FILES.test(name))
    .map(name => join(folder, name)),
);

/** What the ESP-IDF's lwIP has and Debian's leaves out. */
const AS_THERE = Object.freeze(["-DLWIP_DNS=1"]);

/** XS's header takes `size_t` for known. */
const BEFORE_XS = Object.freeze(["-include", "stddef.h"]);

describe("the ESP32's native code", () => {
  let include: string;

  before(async function () {
    ({ include } = await obtain(this, () => {
      if (!existsSync(`${XS}/xsmc.h`)) throw new Unobtainable("XS is not installed");
      return findLwip();
    }));
  });

  for (const name of SOURCES)
    it(`${name} compiles without a warning`, () =>
      assert.equal(complaints(name, [...AS_THERE, ...BEFORE_XS], [include, XS]), ""));
});
