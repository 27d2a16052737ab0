import assert from "node:assert/strict";
import { listed, withoutSecret } from "../../src/config/secret-words.js";

const KEY = "ntp-service authentication-keyid 42 authentication-mode";

describe("a secret in a line", () => {
  const rows: { line: string; recalled: string }[] = [
    { line: `${KEY} md5 simple Hush`, recalled: `${KEY} md5 simple ` },
    { line: `${KEY} md5 cipher Hush acl 2000`, recalled: `${KEY} md5 cipher ` },
    { line: `${KEY} md5 Hush`, recalled: `${KEY} md5 ` },
    { line: `  ${KEY}   md5  simple   Hush  `, recalled: `${KEY} md5 simple ` },
    { line: `undo ${KEY} md5 simple Hush`, recalled: `undo ${KEY} md5 simple ` },
    { line: "ntp authentication-k 1 a m s Hush", recalled: "ntp authentication-k 1 a m " },
    {
      line: "NTP AUTHENTICATION-KEYID 1 AUTHENTICATION-MODE MD5 SIM Hush",
      recalled: "NTP AUTHENTICATION-KEYID 1 AUTHENTICATION-MODE MD5 SIM ",
    },
    { line: `${KEY} Hush`, recalled: `${KEY} ` },
    { line: `${KEY} mdd5 Hush`, recalled: `${KEY} ` },
    {
      line: "ntp-service authentication-keyid 42 mode Hush",
      recalled: "ntp-service authentication-keyid 42 ",
    },
    {
      line: "ntp-service authentication-keyid Hush Hush",
      recalled: "ntp-service authentication-keyid ",
    },
    {
      line: "ntp-service authentification-keyid 42 authentication-mode md5 simple Hush",
      recalled: "ntp-service authentification-keyid 42 authentication-mode md5 simple ",
    },
    {
      line: "npt authentication-keyid 42 authentication-mod hmac-sha256 Hush",
      recalled: "npt authentication-keyid 42 authentication-mod hmac-sha256 ",
    },
    {
      line: "ntp autentication-keyid 42 autentication-mode mdf cipher Hush",
      recalled: "ntp autentication-keyid 42 autentication-mode mdf cipher ",
    },
  ];
  for (const { line, recalled } of rows)
    it(`is left out of ${line}`, () => {
      assert.equal(withoutSecret(line), recalled);
      assert.equal(listed(line), `${line.slice(0, line.search(/\S/))}${recalled}******`);
    });

  const open = [
    "",
    "display ntp-service status",
    "ntp-service authentication enable",
    "ntp-service authentication-password complexity-check enable",
    "ntp-service reliable authentication-keyid 42",
    "ntp-service unicast-server 192.0.2.1 authentication-keyid 42 version 4",
    "undo ntp-service authentication-keyid 42",
    KEY,
    `${KEY} md5`,
    `${KEY} md5 simple`,
  ];
  for (const line of open)
    it(`there is none in "${line}"`, () => {
      assert.equal(withoutSecret(line), line);
      assert.equal(listed(line), line);
    });

  it("cipher text is listed as it is, and not recalled", () => {
    const line = ` ${KEY} md5 cipher $xs1$00000000$00 acl 2000`;
    assert.equal(listed(line), line);
    assert.equal(withoutSecret(line), `${KEY} md5 cipher `);
  });
});
