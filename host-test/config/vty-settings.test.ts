/** What a configuration says of consoles over a network. */
import assert from "node:assert/strict";
import { settingsIn } from "../../src/config/all-settings.js";
import { Configuration } from "../../src/config/configuration.js";
import { readConfiguration, salvage } from "../../src/config/configuration-text.js";
import { Dialect } from "../../src/config/dialect.js";
import { explain } from "../../src/config/explain.js";
import { grammarOf } from "../../src/config/grammar.js";
import { offers } from "../../src/config/offers.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { type PasswordMaking } from "../../src/config/passwords.js";
import { Locked, type Secrets } from "../../src/config/secrets.js";
import { listed, withoutSecret } from "../../src/config/secret-words.js";
import { View } from "../../src/config/setting.js";
import { passwordDoubt, vtyOf } from "../../src/config/vty-settings.js";
import { contextOf, SECRETS, wordsOf } from "./context.js";

const KEPT = `$xsp1$2000$${"0".repeat(32)}$${"1".repeat(64)}`;

function readLines(dialect: Dialect, lines: string[]) {
  const result = readConfiguration(lines, contextOf(dialect));
  return result instanceof Configuration ? result : result.map(explain);
}

function configurationOf(dialect: Dialect, lines: string[]): Configuration {
  const result = readLines(dialect, lines);
  assert.ok(result instanceof Configuration, String(result));
  return result;
}

describe("consoles over a network", () => {
  it("are off, and ask for a password that nobody has", () => {
    assert.deepEqual(vtyOf(new Configuration(Dialect.Comware)), {
      isServed: false,
      port: 23,
      asksPassword: true,
      password: "",
      idleSec: 600,
      screenLength: undefined,
      acl4: undefined,
      acl6: undefined,
    });
  });

  it("are what the lines say, in either vendor's words", () => {
    const lines = [
      "telnet server enable",
      "telnet server port 2323",
      "user-interface vty 0 4",
      " authentication-mode none",
      ` set authentication password cipher ${KEPT}`,
      " idle-timeout 5 30",
      " screen-length 0",
      " acl 2000 inbound",
      " acl ipv6 2001 inbound",
    ];
    const configuration = configurationOf(Dialect.Vrp, lines);
    assert.deepEqual(vtyOf(configuration), {
      isServed: true,
      port: 2323,
      asksPassword: false,
      password: KEPT,
      idleSec: 330,
      screenLength: 0,
      acl4: 2000,
      acl6: 2001,
    });
    const printed = lines.map(line => line.replace("cipher", "hash"));
    assert.deepEqual(configuration.lines(), [...printed.slice(0, 2), "#", ...printed.slice(2), "#"]);
    assert.deepEqual(configurationOf(Dialect.Vrp, configuration.lines()).lines(), configuration.lines());
    for (const last of [4, 14, 63]) {
      const comware = configurationOf(Dialect.Comware, [`user-interface vty 0 ${last}`]);
      assert.deepEqual(comware.lines(), ["line vty 0 4", "#"]);
    }
  });

  it("are set all together: what is set for some of them, or for lines that are not there, is left out", () => {
    for (const lines of ["0", "0 3", "1 4", "3", "5 63", "16 20"])
      for (const opener of ["line", "user-interface"]) {
        const told = [`${opener} vty ${lines}`, " authentication-mode none", "sysname A"];
        const { configuration, problems, orphans } = salvage(told, contextOf(Dialect.Comware));
        assert.deepEqual(configuration.lines(), ["sysname A", "#"], lines);
        assert.deepEqual(
          [problems.map(({ mistake }) => mistake.fault), orphans],
          [[Fault.NotHere], [{ line: 2, of: 1 }]],
        );
      }
  });

  it("keep a password as its hash, however it is given", () => {
    for (const [dialect, form] of [
      [Dialect.Comware, "simple"],
      [Dialect.Vrp, "simple"],
      [Dialect.Vrp, "cipher"],
    ] as const) {
      const configuration = configurationOf(dialect, [
        "line vty 0 4",
        `set authentication password ${form} Secret-1`,
      ]);
      assert.match(vtyOf(configuration).password, /^\$xsp1\$2000\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
      assert.doesNotMatch(configuration.lines().join("\n"), /Secret/);
    }
  });

  it("have a password hashed when the command is carried out, and told what text is kept already", () => {
    const hashed: [length: number, kept: string][] = [];
    const make = (password: Uint8Array, kept: string): PasswordMaking => {
      hashed.push([password.length, kept]);
      return { advance: () => KEPT };
    };
    const { passwords } = SECRETS;
    const counting: Secrets = {
      trouble: "",
      passwords: { make, fitnessOf: text => passwords.fitnessOf(text), test: passwords.test },
      seal: () => "",
      open: () => Locked.NoCipherText,
    };
    const context = { ...contextOf(Dialect.Vrp), secrets: counting, password: "$kept" };
    const words = "set authentication password simple Secret-1".split(" ");
    const found = offers(grammarOf(settingsIn(View.Vty)), words, "", context);
    assert.deepEqual(
      found.map(({ word }) => word),
      ["<cr>"],
    );
    const reading = read(grammarOf(settingsIn(View.Vty)), words, context);
    assert.ok(!(reading instanceof Mistake));
    assert.deepEqual([reading.values, hashed], [{}, []]);
    assert.deepEqual(reading.preparation?.advance(), { form: "hash", password: KEPT });
    assert.deepEqual(hashed, [[8, "$kept"]]);
  });

  const texts: { iterations: number; doubt: string }[] = [
    { iterations: 999, doubt: "hashed too few times to resist guessing" },
    { iterations: 1000, doubt: "" },
    { iterations: 20_000, doubt: "" },
    { iterations: 20_001, doubt: "hashed so many times that a login takes too long" },
  ];
  for (const { iterations, doubt } of texts)
    it(`take a text of ${iterations} iterations from a file, and typed ${doubt === "" ? "too" : "not"}`, () => {
      const line = `set authentication password hash ${KEPT.replace("2000", String(iterations))}`;
      const kept = configurationOf(Dialect.Comware, ["line vty 0 4", line]);
      assert.ok(kept.lines().includes(` ${line}`), kept.lines().join());
      assert.equal(passwordDoubt(kept, SECRETS), doubt);
      const typed = read(grammarOf(settingsIn(View.Vty)), wordsOf(line), contextOf(Dialect.Comware));
      const said = doubt && `This password is ${doubt}: give it itself, after simple.`;
      assert.equal(typed instanceof Mistake ? typed.advice : "", said);
    });

  it("keep the text of a password that is given again, and not of another", () => {
    const textAfter = (...forms: string[]): string => {
      const lines = forms.map(form => `set authentication password ${form}`);
      return vtyOf(configurationOf(Dialect.Comware, ["line vty 0 4", ...lines])).password;
    };
    const text = textAfter("simple Secret-1");
    assert.equal(textAfter(`hash ${text}`, "simple Secret-1"), text);
    assert.notEqual(textAfter(`hash ${text}`, "simple Secret-2"), text);
  });

  const wrong: { line: string; why: RegExp }[] = [
    { line: "set authentication password cipher Secret-1", why: /goes after simple/ },
    { line: "set authentication password hash Secret-1", why: /goes after simple/ },
    { line: `set authentication password hash ${KEPT.slice(1)}`, why: /goes after simple/ },
    { line: `set authentication password hash ${KEPT}0`, why: /This is not whole/ },
    { line: "set authentication password simple Sécret", why: /ASCII characters/ },
    { line: "set authentication password Secret-1", why: /Expected: simple or cipher or hash/ },
    { line: "idle-timeout 35792", why: /INTEGER<0-35791>/ },
  ];
  for (const { line, why } of wrong)
    it(`not "${line.slice(0, 50)}"`, () => {
      const told = String(readLines(Dialect.Comware, ["line vty 0 4", line]));
      assert.match(told, why);
      assert.doesNotMatch(told, /S[eé]cret/);
    });

  const hidden: { line: string; kept: string }[] = [
    { line: "set authentication password simple Secret-1", kept: "set authentication password simple " },
    { line: "set authentication password Secret-1", kept: "set authentication password " },
    { line: "set auth pass sim Secret-1", kept: "set auth pass sim " },
    { line: "authentication-mode password", kept: "authentication-mode password" },
  ];
  for (const { line, kept } of hidden)
    it(`recalls of "${line}" "${kept}"`, () => assert.equal(withoutSecret(line), kept));

  it("are listed with what is kept, and with nothing else", () => {
    assert.equal(
      listed(` set authentication password hash ${KEPT}`),
      ` set authentication password hash ${KEPT}`,
    );
    assert.equal(
      listed(" set authentication password simple a"),
      " set authentication password simple ******",
    );
  });
});
