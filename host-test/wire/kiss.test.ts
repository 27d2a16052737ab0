import assert from "node:assert/strict";
import { Kiss } from "../../src/wire/kiss.js";
import { refidToText } from "../../src/wire/refid.js";

/** RFC 5905 figure 13. */
const CODES = [
  { code: "ACST", kiss: Kiss.Unicast },
  { code: "AUTH", kiss: Kiss.Authentication },
  { code: "AUTO", kiss: Kiss.Autokey },
  { code: "BCST", kiss: Kiss.Broadcast },
  { code: "CRYP", kiss: Kiss.Cryptography },
  { code: "DENY", kiss: Kiss.Deny },
  { code: "DROP", kiss: Kiss.Drop },
  { code: "INIT", kiss: Kiss.Init },
  { code: "MCST", kiss: Kiss.Manycast },
  { code: "NKEY", kiss: Kiss.NoKey },
  { code: "RATE", kiss: Kiss.Rate },
  { code: "RMOT", kiss: Kiss.Remote },
  { code: "RSTR", kiss: Kiss.Restricted },
  { code: "STEP", kiss: Kiss.Step },
];

describe("kiss codes", () => {
  for (const { code, kiss } of CODES) it(`${code}`, () => assert.equal(refidToText(kiss), code));
});
