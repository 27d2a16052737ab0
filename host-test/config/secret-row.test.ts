/** Where the secret stands in a line that reads as a command. */
import assert from "node:assert/strict";
import { secretPlace } from "../../src/config/secret-row.js";
import { listed, withoutSecret } from "../../src/config/secret-words.js";
import { wordsOf } from "./context.js";

const TARGET = "snmp-agent target-host trap address udp-domain 192.0.2.1";

describe("the secret of a command", () => {
  const rows: { shown: string; secret: string }[] = [
    { shown: "set authentication password simple", secret: "hunter2x" },
    { shown: "set au p s", secret: "hunter2x" },
    { shown: "set auth pas si", secret: "hunter2x" },
    { shown: "undo set a p c", secret: "hunter2x" },
    { shown: "set au p s", secret: "hash" },
    { shown: `${TARGET} params securityname`, secret: "publicx" },
    { shown: `${TARGET} params s`, secret: "publicx v2c" },
    { shown: `${TARGET} p se`, secret: "publicx" },
    { shown: "sn ta t a u ipv6 2001:db8::1 udp 162 p s", secret: "publicx" },
    { shown: `${TARGET} params s simple`, secret: "publicx" },
    { shown: `${TARGET} params s`, secret: "s publicx" },
    { shown: "ntp a 1 a m s", secret: "hunter2x" },
    { shown: "NTP AUTHENTICATION-K 1 A HMAC-SHA256 S", secret: "hunter2x acl 2000" },
    // Mistyped ones.
    { shown: `${TARGET} params`, secret: "x publicx" },
    { shown: `undo ${TARGET} params`, secret: "x publicx" },
    { shown: "snmp-agentt target-host trap 192.0.2.1 p", secret: "s publicx" },
    { shown: "sett au p", secret: "s hunter2x" },
    { shown: "set aux p", secret: "s hunter2x" },
    { shown: "set au p", secret: "hunter2x" },
  ];
  for (const { shown, secret } of rows)
    it(`is not shown of "${shown} ${secret}"`, () => {
      assert.equal(withoutSecret(`${shown} ${secret}`), `${shown} `);
      assert.equal(listed(`${shown} ${secret}`), `${shown} ******`);
    });

  for (const line of ["ntp auth enable", "snmp t enable", "undo set a p", "dis p", "ntp uni 192.0.2.1 p"])
    it(`"${line}" has none`, () => {
      assert.equal(secretPlace(wordsOf(line)), undefined);
      assert.equal(withoutSecret(line), line);
    });
});
