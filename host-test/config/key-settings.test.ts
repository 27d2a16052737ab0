import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { type Surroundings } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { explain } from "../../src/config/explain.js";
import { lockedKeys } from "../../src/config/locked-keys.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { type FullSettings, type KeySettings, type SharedKey } from "../../src/core/settings.js";
import { octets } from "../support/hex.js";
import { textOctets } from "../support/primitives-contract.js";
import { contextOf, DIALECTS, SECRETS, secretBox } from "./context.js";

const MAKE = "ntp-service authentication-keyid";
const MODE = "authentication-mode";
const ALLOW_MD5 = "undo crypto weak-algorithm disable";

const OTHER_BOARD = secretBox(9);

function configurationOf(
  lines: readonly string[],
  dialect = Dialect.Comware,
  surroundings: Surroundings = contextOf(dialect),
): Configuration {
  const read = readConfiguration(lines, surroundings);
  assert.ok(read instanceof Configuration, JSON.stringify(read));
  return read;
}

function settingsOf(lines: readonly string[], dialect = Dialect.Comware): FullSettings {
  return configurationOf(lines, dialect).settings(123, SECRETS);
}

function problemsOf(lines: readonly string[], dialect: Dialect): string {
  const read = readConfiguration(lines, contextOf(dialect));
  assert.ok(!(read instanceof Configuration), lines.join("\n"));
  return read.map(explain).join("\n");
}

function key(more: Partial<KeySettings & SharedKey>): KeySettings & SharedKey {
  return {
    id: 42,
    mode: KeyMode.HmacSha256,
    secret: textOctets("aNiceKey"),
    isTrusted: false,
    acl4: undefined,
    acl6: undefined,
    ...more,
  };
}

describe("keys", () => {
  const modes: { words: readonly string[]; mode: KeyMode; secret: string }[] = [
    { words: ["md5", "MD5", "m"], mode: KeyMode.Md5, secret: "aNiceKey" },
    { words: ["hmac-sha-1"], mode: KeyMode.HmacSha1, secret: "aNiceKey" },
    { words: ["hmac-sha-256", "hmac-sha256"], mode: KeyMode.HmacSha256, secret: "aNiceKey" },
    { words: ["hmac-sha-384", "hmac-sha-3"], mode: KeyMode.HmacSha384, secret: "aNiceKey" },
    { words: ["hmac-sha-512"], mode: KeyMode.HmacSha512, secret: "aNiceKey" },
    { words: ["aes-128-cmac", "aes-1"], mode: KeyMode.Aes128Cmac, secret: "0123456789abcdef" },
    { words: ["aes-256-cmac"], mode: KeyMode.Aes256Cmac, secret: "0123456789abcdef0123456789ABCDEF" },
    { words: ["sha1"], mode: KeyMode.Sha1, secret: "aNiceKey" },
    { words: ["sha256"], mode: KeyMode.Sha256, secret: "aNiceKey" },
    { words: ["sha384"], mode: KeyMode.Sha384, secret: "aNiceKey" },
    { words: ["sha512"], mode: KeyMode.Sha512, secret: "aNiceKey" },
  ];
  for (const { dialect, name } of DIALECTS)
    for (const { words, mode, secret } of modes)
      it(`${name}: ${words.join(", ")}`, () => {
        for (const word of words)
          for (const form of ["", "simple "])
            assert.deepEqual(
              settingsOf([ALLOW_MD5, `${MAKE} 42 ${MODE} ${word} ${form}${secret}`], dialect).keys,
              [key({ mode, secret: textOctets(secret) })],
            );
      });

  it("in hexadecimal", () => {
    const lines = [
      `${MAKE} 1 ${MODE} sha1 simple hex:00FF`,
      `${MAKE} 2 ${MODE} aes-128-cmac hex:000102030405060708090a0b0c0d0e0f`,
    ];
    assert.deepEqual(
      settingsOf(lines).keys.map(({ secret }) => secret),
      [octets("00ff"), octets("000102030405060708090a0b0c0d0e0f")],
    );
  });

  it("with access lists, trusted, one for an id", () => {
    const lines = [
      "ntp trusted authentication-keyid 42",
      `${MAKE} 42 ${MODE} sha1 aNotherKey`,
      `${MAKE} 42 ${MODE} hmac-sha-256 aNiceKey ipv6 acl 2999 acl 2000`,
      "ntp reliable authentication-keyid 7",
      `${MAKE} 4294967295 ${MODE} hmac-sha-256 aNiceKey acl 2001`,
    ];
    assert.deepEqual(settingsOf(lines).keys, [
      key({ isTrusted: true, acl4: 2000, acl6: 2999 }),
      key({ id: 4_294_967_295, acl4: 2001 }),
    ]);
    const printed = configurationOf(lines).lines();
    assert.deepEqual(
      printed.map(line => line.replace(/\$xs1\S+/, "…")),
      [
        `${MAKE} 42 ${MODE} hmac-sha-256 cipher … acl 2000 ipv6 acl 2999`,
        `${MAKE} 4294967295 ${MODE} hmac-sha-256 cipher … acl 2001`,
        "ntp-service reliable authentication-keyid 7",
        "ntp-service reliable authentication-keyid 42",
        "#",
      ],
    );
    assert.ok(configurationOf(printed).equals(configurationOf(lines)));
  });

  it("undone by the id, whatever follows", () => {
    const lines = [`${MAKE} 42 ${MODE} sha1 aNiceKey acl 2000`, "ntp reliable authentication-keyid 42"];
    for (const undo of [`${MAKE} 42`, `${MAKE} 42 ${MODE} sha256 simple another`, lines[0]])
      assert.deepEqual(configurationOf([...lines, `undo ${undo}`]).lines(), [
        lines[1].replace("ntp", "ntp-service"),
        "#",
      ]);
    assert.deepEqual(
      configurationOf([...lines, "undo ntp trusted authentication-keyid 42"]).lines().length,
      2,
    );
  });

  it("not undone by a line that is wrong behind the id", () => {
    const line = `undo ${MAKE} 42 ${MODE} nonsense`;
    assert.match(problemsOf([line], Dialect.Comware), /word 6 .*Unrecognized/);
  });

  it("of servers, peers and senders, anywhere among their options", () => {
    const { associations, senders, searches } = settingsOf([
      "ntp-service unicast-server a version 3 authentication-keyid 1 burst",
      "ntp-service ipv6 unicast-server a authentication-keyid 2",
      "ntp-service unicast-peer b preempt authentication-keyid 3 version 2",
      "ntp-service ipv6 unicast-peer b authentication-keyid 4294967295",
      "ntp-service unicast-server c",
      "interface lo",
      "ntp-service broadcast-server version 3 authentication-keyid 5",
      "ntp-service multicast-server ttl 3 authentication-keyid 6",
      "ntp-service ipv6 multicast-server ff0e::1 authentication-keyid 7",
      "ntp-service multicast-server 224.0.1.2",
      "ntp manycast-client authentication-keyid 8 ttl 3",
      "ntp manycast-client ipv6 ff0e::1 authentication-keyid 9",
    ]);
    assert.deepEqual(
      [...associations, ...senders, ...searches].map(({ keyId }) => keyId),
      [1, 0, 2, 3, 4_294_967_295, 5, 6, 0, 7, 8, 9],
    );
  });

  it("authentication is off until it is enabled", () => {
    assert.equal(settingsOf([]).authenticates, false);
    assert.equal(settingsOf(["ntp authentication enable"]).authenticates, true);
    assert.equal(
      settingsOf(["ntp authentication enable", "undo ntp authentication enable"]).authenticates,
      false,
    );
  });

  for (const { dialect, name } of DIALECTS)
    it(`${name}: 128 of them, and no more; one that is there may change`, () => {
      const lines = Array.from({ length: 128 }, (_, i) => `${MAKE} ${i + 1} ${MODE} sha1 aNiceKey`);
      assert.equal(settingsOf(lines, dialect).keys.length, 128);
      settingsOf([...lines, `${MAKE} 7 ${MODE} sha256 aNiceKey`], dialect);
      settingsOf([...lines, `undo ${MAKE} 9`, `${MAKE} 129 ${MODE} sha1 aNiceKey`], dialect);
      assert.match(
        problemsOf([...lines, `${MAKE} 129 ${MODE} sha1 aNiceKey`], dialect),
        /word 3 "129".* 128 keys/,
      );
    });
});

describe("MD5", () => {
  const line = `${MAKE} 42 ${MODE} md5 simple aNiceKey`;

  it("is taken in comware until it is forbidden", () => {
    assert.equal(settingsOf([line]).keys.length, 1);
    assert.match(
      problemsOf(["crypto weak-algorithm disable", line], Dialect.Comware),
      /word 5 "md5".*MD5 is weak/,
    );
  });

  it("is refused in vrp until it is allowed, and in a configuration that has it", () => {
    assert.match(problemsOf([line], Dialect.Vrp), /undo crypto weak-algorithm disable/);
    assert.equal(settingsOf([ALLOW_MD5, line], Dialect.Vrp).keys.length, 1);
    const printed = configurationOf([ALLOW_MD5, line], Dialect.Vrp).lines();
    assert.equal(printed[0], ALLOW_MD5);
    assert.match(problemsOf(printed.slice(1), Dialect.Vrp), /MD5 is weak/);
  });

  it("alone is weak", () => {
    assert.equal(settingsOf([`${MAKE} 42 ${MODE} sha1 aNiceKey`], Dialect.Vrp).keys.length, 1);
  });
});

describe("the complexity of secrets", () => {
  const CHECK = "ntp-service authentication-password complexity-check enable";
  const poor = `${MAKE} 42 ${MODE} hmac-sha-256 simple aNiceKey`;

  for (const { dialect, name } of DIALECTS)
    it(`${name}: is demanded of new ones where it is checked`, () => {
      const why = problemsOf([CHECK, poor], dialect);
      assert.match(why, /word 7 .*12 characters/);
      assert.ok(!why.includes("aNiceKey"));
      assert.equal(
        settingsOf([CHECK, `${MAKE} 42 ${MODE} hmac-sha-256 aNiceKey+12`.replace("12", "123")], dialect).keys
          .length,
        1,
      );
      assert.equal(settingsOf([poor, CHECK], dialect).keys.length, 1);
      assert.equal(settingsOf([CHECK, `undo ${CHECK}`, poor], dialect).keys.length, 1);
    });

  it("was good enough for one that is locked already", () => {
    const lines = configurationOf([poor, CHECK]).lines();
    assert.equal(lines[0], CHECK);
    assert.ok(configurationOf(lines).equals(configurationOf([poor, CHECK])));
  });
});

describe("cipher texts", () => {
  const use = "key 42 hmac-sha-256";
  const ours = SECRETS.seal(textOctets("aNiceKey"), use);
  const foreign = OTHER_BOARD.seal(textOctets("aNiceKey"), use);
  const others = SECRETS.seal(textOctets("aNiceKey"), "key 43 hmac-sha-256");

  it("mean the same in both dialects", () => {
    for (const { dialect } of DIALECTS)
      for (const mode of ["hmac-sha-256", "hmac-sha256"])
        for (const form of ["cipher ", ""])
          assert.deepEqual(settingsOf([`${MAKE} 42 ${MODE} ${mode} ${form}${ours}`], dialect).keys, [
            key({}),
          ]);
  });

  it("a secret itself may stand after cipher in vrp, and not in comware", () => {
    const line = `${MAKE} 42 ${MODE} hmac-sha256 cipher aNiceKey`;
    assert.deepEqual(settingsOf([line], Dialect.Vrp).keys, [key({})]);
    assert.match(problemsOf([line], Dialect.Comware), /no cipher text of this device/);
  });

  it("of routers are not taken for secrets", () => {
    for (const made of ["$c$3$KI1wyMVVPFwEhO", "%^%#a`y-1%^%#", "%$%$abc%$%$", "%@%@abc%@%@", "%#%#abc%#%#"])
      for (const { dialect } of DIALECTS)
        for (const form of ["cipher ", ""])
          assert.match(
            problemsOf([`${MAKE} 42 ${MODE} hmac-sha-256 ${form}${made}`], dialect),
            /cipher text of a router/,
          );
    const [{ secret }] = settingsOf([`${MAKE} 42 ${MODE} hmac-sha-256 simple $c$3$abc`]).keys;
    assert.deepEqual(secret, textOctets("$c$3$abc"));
  });

  const strange = [
    { name: "another device's", made: foreign, why: "made by another device" },
    { name: "another key's", made: others, why: "damaged, or that of another key or mode" },
    { name: "a damaged one", made: `${ours}00`, why: "damaged, or that of another key or mode" },
  ];
  for (const { name, made, why } of strange)
    it(`${name} stays in a text as it is, and its key is told of and not used`, () => {
      const line = `${MAKE} 42 ${MODE} hmac-sha-256 cipher ${made}`;
      const configuration = configurationOf([line, `${MAKE} 44 ${MODE} sha1 aNiceKey`]);
      assert.equal(configuration.lines()[0], line);
      assert.deepEqual(lockedKeys(configuration, SECRETS), [{ id: 42, why }]);
      assert.deepEqual(
        configuration.settings(123, SECRETS).keys.map(({ id }) => id),
        [44],
      );
    });

  it("of a secret that its mode does not take opens nothing", () => {
    const made = SECRETS.seal(textOctets("short"), "key 42 aes-128-cmac");
    const configuration = configurationOf([`${MAKE} 42 ${MODE} aes-128-cmac cipher ${made}`]);
    assert.deepEqual(configuration.settings(123, SECRETS).keys, []);
    assert.equal(lockedKeys(configuration, SECRETS).length, 1);
  });

  it("cannot be made where nothing keeps secrets", () => {
    const bare = { ...contextOf(Dialect.Comware), secrets: undefined };
    const read = readConfiguration([`${MAKE} 42 ${MODE} sha1 aNiceKey`], bare);
    assert.ok(!(read instanceof Configuration));
    assert.match(explain(read[0]), /cannot keep secrets/);
    assert.deepEqual(configurationOf([`${MAKE} 42 ${MODE} sha1 aNiceKey`]).settings().keys, []);
  });
});
