/** Keys as a person types them: what the console says, what it warns of, and that it never shows a secret. */
import assert from "node:assert/strict";
import { STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { LineEditor } from "../../src/console/line-editor.js";
import { Pager } from "../../src/console/pager.js";
import { Session } from "../../src/console/session.js";
import { secretBox } from "../config/context.js";
import { textOctets } from "../support/primitives-contract.js";
import { FakeNode, hostOf } from "./fake-node.js";

const MAKE = "ntp-service authentication-keyid 42 authentication-mode";

class Console {
  #told = "";
  readonly node: FakeNode;
  readonly session: Session;

  constructor(dialect: Dialect, node = new FakeNode(dialect)) {
    this.node = node;
    const write = (text: string): void => void (this.#told += text);
    this.session = new Session(hostOf(node), { isInteractive: false, write });
  }

  /** What it says to `lines`, cipher texts as "…". */
  type(...lines: string[]): string[] {
    for (const line of lines) this.session.execute(line);
    const told = this.#told.split("\n").slice(0, -1);
    this.#told = "";
    return told.map(line => line.replace(/\$xs1\S+/, "…"));
  }
}

describe("keys at a console", () => {
  it("H3C's example, as printed", () => {
    const screen = new Console(Dialect.Comware);
    const told = screen.type(
      "system-view",
      "ntp-service enable",
      "ntp-service authentication enable",
      `${MAKE} md5 simple aNiceKey`,
      "ntp-service reliable authentication-keyid 42",
      "ntp-service unicast-server 1.0.1.11 authentication-keyid 42",
      "display current-configuration",
    );
    assert.deepEqual(told, [
      "Warning: MD5 is weak; hmac-sha-256 and aes-128-cmac are better choices.",
      "#",
      "ntp-service enable",
      "ntp-service authentication enable",
      `${MAKE} md5 cipher …`,
      "ntp-service reliable authentication-keyid 42",
      "ntp-service unicast-server 1.0.1.11 authentication-keyid 42",
      "#",
      "return",
    ]);
    assert.deepEqual(
      screen.node.status.settings.keys.map(({ id, isTrusted }) => [id, isTrusted]),
      [[42, true]],
    );
  });

  it("Huawei's steps, committed", () => {
    const screen = new Console(Dialect.Vrp);
    assert.deepEqual(screen.type("system-view", `${MAKE} md5 cipher aNiceKey`), [
      `${" ".repeat(MAKE.length + 1)}^`,
      "Error: Wrong parameter found at '^' position.",
      "MD5 is weak; undo crypto weak-algorithm disable has to allow it first.",
    ]);
    assert.deepEqual(
      screen.type("undo crypto weak-algorithm disable", `${MAKE} md5 cipher aNiceKey`, "commit"),
      ["Warning: MD5 is weak; hmac-sha-256 and aes-128-cmac are better choices."],
    );
    assert.deepEqual(
      screen.type(`${MAKE} hmac-sha256 aNiceKey`, "display configuration candidate", "commit"),
      ["#", "undo crypto weak-algorithm disable", "#", `${MAKE} hmac-sha256 cipher …`, "#", "return"],
    );
    assert.deepEqual(screen.type("crypto weak-algorithm disable", "commit"), []);
    assert.deepEqual(screen.type("undo ntp-service authentication-keyid 42", "commit", "display this"), [
      "#",
      "return",
    ]);
  });

  it("a key that is used in vain is told of once, and when it changes", () => {
    const screen = new Console(Dialect.Comware);
    screen.type("system-view");
    const steps: [line: string, warning: string][] = [
      ["ntp-service unicast-server a authentication-keyid 42", "has no secret here"],
      ["ntp-service unicast-server b authentication-keyid 42", ""],
      ["ntp-service dscp 3", ""],
      [`${MAKE} hmac-sha-256 simple aNiceKey`, "is not trusted"],
      [
        "ntp-service reliable authentication-keyid 42",
        "has no effect until ntp-service authentication enable",
      ],
      ["ntp-service authentication enable", ""],
      ["undo ntp-service authentication-keyid 42", "has no secret here"],
      ["undo ntp-service unicast-server a", ""],
    ];
    for (const [line, warning] of steps)
      assert.deepEqual(
        screen.type(line),
        warning === "" ? [] : [`Warning: Key 42 is used and ${warning}.`],
        line,
      );
  });

  it("in vrp when it is committed", () => {
    const screen = new Console(Dialect.Vrp);
    assert.deepEqual(
      screen.type(
        "system-view",
        "interface ethernet 0",
        "ntp-service broadcast-server authentication-keyid 7",
        "quit",
      ),
      [],
    );
    assert.deepEqual(screen.type("ntp-service unicast-server a authentication-keyid 5", "commit"), [
      "Warning: Key 5 is used and has no secret here.",
      "Warning: Key 7 is used and has no secret here.",
    ]);
  });

  it("a poor secret is taken with a warning, and refused while secrets are checked", () => {
    const screen = new Console(Dialect.Comware);
    const poor = "Warning: The secret is poor; one has 8 characters or more, of two kinds at least.";
    assert.deepEqual(screen.type("system-view", `${MAKE} sha1 simple 123456`), [poor]);
    assert.deepEqual(screen.type(`${MAKE} sha1 simple onlyletters`), [poor]);
    assert.deepEqual(screen.type(`${MAKE} sha1 simple Onlyletters`), []);
    screen.type("ntp-service authentication-password complexity-check enable");
    assert.equal(
      screen.type(`${MAKE} sha1 simple Onlyletters`)[1],
      "% Wrong parameter found at '^' position.",
    );
    assert.deepEqual(screen.type(`${MAKE} sha1 simple Only12+letters`), []);
  });

  it("another device's cipher text is refused", () => {
    const other = secretBox(9);
    const foreign = other.seal(textOctets("aNiceKey"), "key 42 sha1");
    const screen = new Console(Dialect.Comware);
    const told = screen.type("system-view", `${MAKE} sha1 cipher ${foreign}`);
    assert.equal(told[0].indexOf("^"), `${MAKE} sha1 cipher `.length);
    assert.equal(told[2], "This cipher text is made by another device.");
  });

  it("a saved secret in the clear, which someone wrote there, is not shown", () => {
    const node = new FakeNode(Dialect.Comware);
    node.configuration.host.store.write(
      STARTUP_CONFIGURATION,
      ` ${MAKE} sha1 simple aNiceKey acl 2000\nsysname A\n`,
    );
    assert.deepEqual(new Console(Dialect.Comware, node).type("display saved-configuration"), [
      "#",
      ` ${MAKE} sha1 simple ******`,
      "sysname A",
      "return",
    ]);
  });
});

/** Lines with secrets in them, right and wrong. */
const TYPED: readonly string[] = [
  "system-view",
  `${MAKE} hmac-sha-256 simple Hush-aNiceKey`,
  `${MAKE} hmac-sha-256 Hush-aNiceKey acl 2000`,
  `${MAKE} hmac-sha-256 cipher Hush-aNiceKey`,
  `${MAKE} hmac-sha-256 simple Hush-aNiceKey acl 9`,
  `${MAKE} hmac-sha-256 simple Hush-aNiceKey Hush-again`,
  `${MAKE} aes-128-cmac simple Hush-aNiceKey`,
  `${MAKE} hmac simple Hush-aNiceKey`,
  `${MAKE} Hush-aNiceKey`,
  `ntp-service authentication-keyid 43 mode md5 simple Hush-aNiceKey`,
  `ntp-service authentication-keyid 42 authentication-mode sha1 smiple Hush-aNiceKey`,
  `undo ${MAKE} sha1 simple Hush-aNiceKey`,
  `${MAKE} hmac-sha-256 simple Hush-aNiceKey`,
  `${MAKE} hmac-sha-256 simple Hush-Grüße`,
  "ntp-service authentication-password complexity-check enable",
  `${MAKE} hmac-sha-256 simple Hush-aNiceKey`,
  `${MAKE} hmac-sha-256 simple Hush-aNiceKey ?`,
  "ntp-service unicast-server a authentication-keyid 42",
  "commit",
  "display this",
  "display current-configuration",
  "display configuration candidate",
  "save force",
  "display saved-configuration",
  "display ntp-service sessions verbose",
  "display ntp-service status",
  "quit",
  "yes",
  "quit",
];

describe("a secret that was typed", () => {
  for (const [name, dialect] of [
    ["comware", Dialect.Comware],
    ["vrp", Dialect.Vrp],
  ] as const) {
    it(`${name}: is in nothing that the console says, prints or saves`, () => {
      const screen = new Console(dialect);
      const told = TYPED.flatMap(line => screen.type(line)).join("\n");
      assert.match(told, /authentication-keyid 42 authentication-mode \S+ cipher …/);
      assert.doesNotMatch(told, /Hush/i);
      assert.doesNotMatch(screen.node.configuration.host.store.read(STARTUP_CONFIGURATION) ?? "", /Hush/);
      assert.doesNotMatch(screen.node.configuration.running.lines().join("\n"), /Hush/);
    });

    it(`${name}: is not recalled, and what stood before it is`, () => {
      let screen = "";
      const { session } = new Console(dialect);
      const pager = new Pager(text => void (screen += text));
      const editor = new LineEditor(session, pager, () => {});
      for (const line of TYPED.slice(0, 16)) editor.key(`${line}\r`);
      screen = "";
      for (let i = 0; i < 20; i++) editor.key("\x1b[A");
      assert.match(screen, /authentication-mode hmac-sha-256 simple \x1b/);
      assert.doesNotMatch(screen, /Hush/);
    });
  }
});
