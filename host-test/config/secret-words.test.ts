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
    { line: "ntp authentication-k 1 a m s Hush", recalled: "ntp authentication-k 1 a m s " },
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
      recalled: "ntp autentication-keyid 42 autentication-mode ",
    },
    {
      line: "authentication-keyid 42 authentication-mode hmac-sha-256 Hush",
      recalled: "authentication-keyid 42 authentication-mode hmac-sha-256 ",
    },
    {
      line: "ntp-sevice authentication-keyid 42 authentication-mode Hush",
      recalled: "ntp-sevice authentication-keyid 42 authentication-mode ",
    },
    {
      line: "ntp-service authentiation-keyid 42 authentication-mode hmac-sha-265 Hush",
      recalled: "ntp-service authentiation-keyid 42 authentication-mode ",
    },
    {
      line: "ntp-service authentication keyid 42 authentication-mode hmac-sha-265 Hush",
      recalled: "ntp-service authentication keyid 42 authentication-mode ",
    },
    {
      line: "ntp-service authentication keyid 42 mode md5 Hush",
      recalled: "ntp-service authentication keyid 42 ",
    },
    { line: "ntp-sevice authentication-keyid 42 Hush", recalled: "ntp-sevice authentication-keyid 42 " },
    { line: "ntp-sevice authentication-keyid Hush", recalled: "ntp-sevice authentication-keyid " },
    {
      line: "ntp-service key 42 authentication-mode Hush",
      recalled: "ntp-service key 42 authentication-mode ",
    },
    {
      line: "ntp-sevice reliable authentication-keyid 42 authentication-mode Hush",
      recalled: "ntp-sevice reliable authentication-keyid 42 authentication-mode ",
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
    "ntp-service ipv6 unicast-peer 2001:db8::1 authentication-keyid 42 version 4 priority",
    "ntp uni 192.0.2.1 auth 42 ver 4",
    "ntp-service multicast-server 224.0.1.1 authentication-keyid 42 ttl 5",
    "ntp-service broadcast-server authentication-keyid 42 version 3",
    "ntp-service manycast-client authentication-keyid 42 ttl 5",
    "undo ntp-service trusted authentication-keyid 42 ",
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
