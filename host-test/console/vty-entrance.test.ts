/** Sessions over a network, from a configuration's lines to what a client sees. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Fitness, PASSWORD_TEXT, type Passwords } from "../../src/config/passwords.js";
import { type Secrets } from "../../src/config/secrets.js";
import { Happening } from "../../src/core/happening.js";
import { Doorkeeper } from "../../src/console/doorkeeper.js";
import { OctetConsole } from "../../src/console/octet-console.js";
import { Session } from "../../src/console/session.js";
import { UserLines } from "../../src/console/user-lines.js";
import { vtyEntrance } from "../../src/console/vty-entrance.js";
import { SECRETS } from "../config/context.js";
import { FakeNode, FakeTimers, hostOf, MemoryStore } from "./fake-node.js";

/** Made in one go and tried in two, without a hash: these tests are about who may enter. */
const PASSWORDS: Passwords = {
  make: password => ({ advance: () => PASSWORD_TEXT + String.fromCharCode(...password) }),
  fitnessOf: () => Fitness.Fit,
  test: (password, text) => {
    let goes = 2;
    return {
      advance: () => (--goes > 0 ? undefined : text === PASSWORD_TEXT + String.fromCharCode(...password)),
    };
  },
};
const LOCK: Secrets = {
  trouble: "",
  seal: (secret, use) => SECRETS.seal(secret, use),
  open: (text, use) => SECRETS.open(text, use),
  passwords: PASSWORDS,
};

const setting = (password: string): string => `set authentication password simple ${password}`;
const PASSWORD = ["line vty 0 4", setting("Secret-1")];
const AGREED = "\xff\xfd\x01\xff\xfd\x03\xff\xfb\x1f";

function open(configured: readonly string[], address = "192.0.2.7", dialect = Dialect.Comware) {
  const timers = new FakeTimers();
  const node = new FakeNode(dialect, new MemoryStore(), undefined, LOCK);
  const host = hostOf(node, { timers });
  const session = new Session(host, {
    isInteractive: false,
    write: text => assert.match(text, /^Warning: There is no acl/),
  });
  const configure = (...more: string[]): void => {
    for (const line of more) session.execute(line);
  };
  configure("system-view", ...configured);
  const doorkeeper = new Doorkeeper(node.status);
  const lines = new UserLines("vty", 0, 5);
  const knock = (from = address) => {
    const entrance = vtyEntrance(host, doorkeeper, lines, from);
    if (typeof entrance === "string") return entrance;
    let sent = "";
    let ends = 0;
    const link = {
      isFull: false,
      write: (octets: Uint8Array) => void (sent += String.fromCharCode(...octets)),
      close: () => {},
    };
    const console_ = OctetConsole.connection(entrance, link, () => ends++);
    const send = (text: string): string => {
      sent = "";
      console_.receive(Uint8Array.from(text, character => character.charCodeAt(0)));
      return sent;
    };
    const type = (text: string): string => {
      send(text);
      timers.pass(1);
      return sent;
    };
    return { type, send, sent: () => sent, hangUp: () => console_.close(), ends: () => ends, timers };
  };
  const connect = (from?: string) => {
    const connected = knock(from);
    timers.pass(1);
    return connected;
  };
  const client = (from?: string) => {
    const connected = connect(from);
    assert.ok(typeof connected !== "string", String(connected));
    return connected;
  };
  return { configure, knock, connect, client, node };
}

describe("a session over a network", () => {
  it("nobody gets without a password being set", () => {
    const refused = "% No password has been set for this line, so nobody can log in.";
    assert.equal(open([]).connect(), refused);
    assert.equal(open([...PASSWORD, "undo set authentication password"]).connect(), refused);
  });

  it("is refused in the vendor's words", () => {
    const vty = open([], "192.0.2.7", Dialect.Vrp);
    assert.match(String(vty.connect()), /^Error: No password has been set/);
  });

  it("everybody gets where none is asked for", () => {
    const { type } = open(["line vty 0 4", "authentication-mode none"]).client();
    assert.equal(type(AGREED), "<xs-ntp>");
  });

  it("has who knows the password, which is not echoed", () => {
    const { type, ends } = open(PASSWORD).client();
    assert.equal(type(AGREED), "Login authentication\r\n\r\nPassword:");
    assert.equal(type("Secret-?\x1b[A\t"), "");
    assert.equal(type("\r"), "\r\n% Login failed!\r\nPassword:");
    assert.equal(type("Secret-2\x7f1\r"), "\r\n<xs-ntp>".replace("\r\n", "\rPassword:\x1b[K\r\n"));
    assert.equal(type("\x1b[A"), "");
    assert.match(type("display version\r"), /xs-ntp/);
    assert.equal(ends(), 0);
  });

  it("keeps what is typed ahead of the answer", () => {
    const { type } = open(PASSWORD).client();
    assert.match(
      type(`${AGREED}Secret-1\rsystem-view\r`),
      /Password:\r\n<xs-ntp>system-view\r\nSystem View: .*\r\n\[xs-ntp]$/,
    );
  });

  it("a program may log in by lines", () => {
    const { type, ends } = open(PASSWORD).client();
    type("\xff\xfe\x01");
    assert.equal(type("Secret-1\ndisplay version | include xs\nquit\n").split("\n").length, 2);
    assert.equal(ends(), 1);
  });

  it("is cut off after three wrong passwords; after five the place waits, and no other", () => {
    const vty = open(PASSWORD);
    const first = vty.client();
    first.type(AGREED);
    for (let i = 0; i < 3; i++) first.type("wrong\r");
    assert.equal(first.ends(), 1);
    const second = vty.client();
    second.type(AGREED);
    second.type("wrong\r");
    assert.match(second.type("wrong\r"), /Too many failed logins: try again in \d+ seconds\./);
    assert.equal(second.ends(), 1);
    assert.match(String(vty.connect()), /Too many failed logins/);
    assert.ok(typeof vty.connect("192.0.2.8") !== "string");
  });

  it("a place that has to wait is heard on no connection that it has open", () => {
    const vty = open(PASSWORD);
    const [one, other, third] = [vty.client(), vty.client(), vty.client()];
    for (const { type } of [one, other, third]) type(AGREED);
    for (let i = 0; i < 3; i++) one.type("wrong\r");
    for (let i = 0; i < 2; i++) other.type("wrong\r");
    assert.match(third.type("Secret-1\r"), /^\r\n% Too many failed logins: try again in \d+ seconds\.\r\n$/);
    assert.equal(third.ends(), 1);
  });

  it("who hangs up before a password is found wrong has failed", () => {
    const vty = open(PASSWORD);
    for (let i = 0; i < 5; i++) {
      const { type, send, hangUp } = vty.client();
      type(AGREED);
      send("wrong\r");
      hangUp();
    }
    assert.match(String(vty.connect()), /Too many failed logins/);
  });

  it("tries one password at a time", () => {
    const vty = open(PASSWORD);
    const [one, other] = [vty.client(), vty.client()];
    for (const { type } of [one, other]) type(AGREED);
    one.send("Secret-1\r");
    other.send("Secret-1\r");
    other.timers.pass(0);
    assert.deepEqual([one.sent(), other.sent()], ["\r\n<xs-ntp>", "\r\n"]);
    assert.equal(other.type(""), "<xs-ntp>");
  });

  it("tries a password by the one that is set by then", () => {
    const vty = open(PASSWORD);
    const { type } = vty.client();
    type(AGREED);
    vty.configure(setting("Secret-2"));
    assert.match(type("Secret-1\r"), /Login failed/);
    vty.configure("undo set authentication password");
    assert.match(type("Secret-2\r"), /Login failed/);
    vty.configure(setting("Secret-2"));
    assert.equal(type("Secret-2\r"), "\r\n<xs-ntp>");
  });

  it("Ctrl-C while a password is tried asks again", () => {
    const { type } = open(PASSWORD).client();
    type(AGREED);
    assert.equal(type("Secret-1\r\x03"), "\r\n^C\r\nPassword:");
    assert.equal(type("Secret-1\r"), "\r\n<xs-ntp>");
  });

  it("ends when it is idle, also before the password", () => {
    const vty = open([...PASSWORD, "idle-timeout 0 30"]);
    for (const keys of [AGREED, `${AGREED}Secret-1\r`]) {
      const { type, ends, timers } = vty.client();
      type(keys);
      timers.pass(20);
      assert.equal(ends(), 0);
      timers.pass(30);
      assert.equal(ends(), 1);
    }
  });

  it("ends where nobody has logged in within a minute, whatever is typed meanwhile", () => {
    const vty = open(PASSWORD);
    for (const [keys, isOver] of [
      [AGREED, true],
      ["", true],
      [`${AGREED}Secret-1\r`, false],
    ] as const) {
      const { type, sent, ends, timers } = vty.client();
      for (let i = 0; i < 29; i++) {
        type(i === 0 ? keys : keys && "x");
        timers.pass(1);
      }
      assert.equal(ends(), 0);
      timers.pass(2);
      assert.deepEqual(
        [ends() === 1, sent().endsWith("\nThe login took too long.\r\n")],
        [isOver, isOver && keys !== ""],
      );
    }
  });

  it("is there for a sixth who comes while five have not logged in; the first of them goes", () => {
    const vty = open(PASSWORD);
    const five = [0, 1, 2, 3, 4].map(() => vty.client());
    five[0].type(`${AGREED}Secret-1\r`);
    const { type } = vty.client("192.0.2.8");
    assert.deepEqual(
      five.map(({ ends }) => ends()),
      [0, 1, 0, 0, 0],
    );
    assert.match(type(`${AGREED}Secret-1\r`), /<xs-ntp>$/);
  });

  it("is had by who knows the password, however many others come from elsewhere meanwhile", () => {
    const vty = open(PASSWORD);
    for (let i = 0; i < 6; i++) {
      const owner = vty.client();
      owner.type(AGREED);
      owner.send("Secret-1\r");
      for (let other = 0; other < 6; other++) vty.knock("198.51.100.66");
      assert.match(owner.type(""), /<xs-ntp>$/);
      owner.hangUp();
    }
  });

  it("is told of with its line and address, and so are wrong passwords and the wait after them", () => {
    const vty = open(PASSWORD);
    const { type, hangUp } = vty.client();
    type(`${AGREED}Secret-1\r`);
    hangUp();
    const other = "192.0.2.8";
    for (let i = 0; i < 2; i++) {
      const guess = vty.client(other);
      guess.type(AGREED);
      for (let tried = 0; tried < 3 - i; tried++) guess.type("wrong\r");
    }
    vty.client("192.0.2.9").hangUp();
    assert.deepEqual(vty.node.told, [
      [Happening.LoggedIn, 0, "192.0.2.7"],
      [Happening.LoggedOut, 0, "192.0.2.7"],
      [Happening.LoginFailed, 1, other],
      [Happening.LoginsHeld, 10, other],
    ]);
  });

  it("is not there for a sixth while five have one", () => {
    const vty = open(["line vty 0 4", "authentication-mode none"]);
    const five = [0, 1, 2, 3, 4].map(() => vty.client());
    assert.equal(vty.connect(), "% All lines are in use.");
    five[2].hangUp();
    vty.client();
  });

  it("signs with its line and its address", () => {
    const vty = open(["line vty 0 4", "authentication-mode none"]);
    vty.client().type("\xff\xfe\x01quit\n");
    vty.client();
    vty.client("192.0.2.8").type("\xff\xfe\x01system-view\nsysname DeviceA\n");
    const { by, from } = vty.node.configuration.changed!;
    assert.deepEqual([by, from], ["vty1", "192.0.2.8"]);
  });

  for (const [name, answer] of [
    ["a person", AGREED],
    ["a program", "\xff\xfe\x01"],
  ] as const)
    it(`shows nothing by itself any more when ${name} hangs up`, () => {
      const vty = open(PASSWORD);
      const { type, hangUp } = vty.client();
      type(`${answer}Secret-1\r`);
      type("debugging ntp-service packet\rterminal monitor\rterminal debugging\r");
      assert.ok(vty.node.watch);
      hangUp();
      assert.equal(vty.node.watch, undefined);
    });

  const lists: { name: string; lines: string[]; address: string; isLet: boolean }[] = [
    {
      name: "whom the list permits",
      lines: ["acl 2000", "rule permit source 192.0.2.0 0.0.0.255"],
      address: "192.0.2.7",
      isLet: true,
    },
    {
      name: "not whom it does not",
      lines: ["acl 2000", "rule permit source 192.0.2.0 0.0.0.255"],
      address: "192.0.3.7",
      isLet: false,
    },
    { name: "nobody where there is no such list", lines: [], address: "192.0.2.7", isLet: false },
    { name: "of IPv6 by a list of its own", lines: [], address: "2001:db8::1", isLet: true },
  ];
  for (const { name, lines, address, isLet } of lists)
    it(`lets in ${name}`, () => {
      const vty = open([...lines, "line vty 0 4", "authentication-mode none", "acl 2000 inbound"]);
      assert.equal(vty.connect(address) !== "", isLet);
    });
});
