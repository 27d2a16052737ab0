/** Consoles over octets: a serial line, Telnet clients, and what sends lines. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { type Entrance } from "../../src/console/entrance.js";
import { type Link } from "../../src/console/link.js";
import { OctetConsole } from "../../src/console/octet-console.js";
import { type Terminal } from "../../src/console/operator.js";
import { Session } from "../../src/console/session.js";
import { UserLine } from "../../src/console/user-lines.js";
import { utf8Octets } from "../../src/console/utf8.js";
import { FakeNode, FakeTimers, hostOf } from "./fake-node.js";

const OFFER = "\xff\xfb\x01\xff\xfb\x03\xff\xfd\x1f";
const AGREED = "\xff\xfd\x01\xff\xfd\x03\xff\xfb\x1f";
const REFUSED = "\xff\xfe\x01\xff\xfe\x03\xff\xfc\x1f";

class Wire implements Link {
  /** A character each octet. */
  sent = "";
  isFull = false;
  isClosed = false;
  write(octets: Uint8Array): void {
    assert.equal(this.isClosed, false);
    for (const octet of octets) this.sent += String.fromCharCode(octet);
  }
  close(): void {
    this.isClosed = true;
  }
  take(): string {
    const { sent } = this;
    this.sent = "";
    return sent;
  }
}

function open(protocol: "serial" | "lines" | "connection", idleSec = 0) {
  const timers = new FakeTimers();
  const node = new FakeNode(Dialect.Comware);
  const entrance: Entrance = {
    timers,
    line: new UserLine("vty0", "192.0.2.7"),
    loginSec: 0,
    idleSec,
    screenLength: undefined,
    open: (terminal: Terminal) => new Session(hostOf(node, { timers }), terminal),
  };
  const wire = new Wire();
  const told: string[] = [];
  const console_ = OctetConsole[protocol](entrance, wire, () => told.push("ended"));
  const send = (octets: string): string => {
    console_.receive(Uint8Array.from(octets, character => character.charCodeAt(0)));
    return wire.take();
  };
  return { timers, wire, told, console_, send, node };
}

const ENTERED = "System View: return to User View with Ctrl+Z.";

describe("a serial console", () => {
  it("is a person's terminal", () => {
    const { wire, send } = open("serial");
    assert.equal(wire.take(), "<xs-ntp>");
    assert.equal(send("dis\t ver"), "dis\r<xs-ntp>display \x1b[K ver");
    assert.equal(send("\x15sys\r"), `\r<xs-ntp>\x1b[Ksys\r\n${ENTERED}\r\n[xs-ntp]`);
    assert.equal(send("quit\r\n"), "quit\r\n<xs-ntp>");
  });

  it("drops what was lost a part of, and all that comes before a pause, and says so", () => {
    const { console_, send, timers, wire } = open("serial");
    send("sys\r");
    const missed = (): string => {
      console_.missed();
      return wire.take();
    };
    send("sysname Short\x1b[");
    const told =
      "\r\n% Characters were lost: all that comes before a pause of 1 s is dropped.\r\n^C\r\n[xs-ntp]";
    assert.equal(missed(), told);
    assert.equal(send("er\rsysname Next\r"), "");
    assert.equal(missed(), "");
    timers.pass(0.5);
    assert.equal(send("sysname Later\r"), "");
    timers.pass(1);
    assert.equal(send("sysname Kept\r"), "sysname Kept\r\n[Kept]");
    console_.close();
    console_.missed();
  });

  it("speaks UTF-8, however it is cut", () => {
    const { send, wire, node } = open("serial");
    const octets = utf8Octets("system-view\rsysname é時🕰\r");
    for (const octet of octets) send(String.fromCharCode(octet));
    wire.take();
    const prompt = String.fromCharCode(...utf8Octets("[é時🕰]"));
    assert.equal(send("\r"), `\r\n${prompt}`);
    assert.deepEqual(node.configuration.running.lines().slice(0, 1), ["sysname é時🕰"]);
  });

  it("ends as the person leaves, once", () => {
    const { wire, told, console_, send } = open("serial");
    send("quit\r");
    console_.close();
    assert.deepEqual([told, wire.isClosed], [["ended"], true]);
    assert.equal(send("display version\r"), "");
  });

  it("cuts off who does not read", () => {
    const { wire, told, send } = open("serial");
    wire.isFull = true;
    send("display version\r");
    assert.deepEqual([told, wire.isClosed], [["ended"], true]);
  });

  it("ends when it is idle for too long, not before", () => {
    const { timers, wire, told, send } = open("serial", 60);
    for (let i = 0; i < 3; i++) {
      timers.pass(59);
      send("x");
    }
    wire.take();
    timers.pass(60);
    assert.match(wire.take(), /The session was idle for too long\.\r\n/);
    assert.deepEqual([told, timers.length], [["ended"], 0]);
  });
});

describe("a console of lines", () => {
  it("carries out a command a line, its last without an end, and knows no Telnet", () => {
    const { wire, told, console_, send } = open("lines");
    assert.equal(send("system-view\nsysname \xff\ndisplay this"), "");
    console_.end();
    assert.match(wire.take(), /^#\nsysname \xef\xbf\xbd\n/);
    assert.deepEqual(told, ["ended"]);
  });
});

describe("a console by connection", () => {
  it("is a line's each for who speaks first: no negotiation, no prompt, no echo", () => {
    const { timers, wire, told, send } = open("connection");
    assert.equal(send("display version | include xs"), "");
    assert.match(send("\ndisplay foo\nquit\nmore\n"), /^xs-ntp[^\r]*\n {8}\^\n/);
    assert.deepEqual([told, wire.isClosed, timers.length], [["ended"], true, 0]);
  });

  it("carries out a last line without an end", () => {
    const { wire, told, console_, send } = open("connection");
    send("display version | include xs");
    console_.end();
    assert.match(wire.take(), /^xs-ntp/);
    assert.deepEqual(told, ["ended"]);
  });

  const hashing = "line vty 0 4\nset authentication password simple Secret-1\nquit\nsysname After\n";
  for (const { name, how } of [
    { name: "has ended", how: "end" },
    { name: "is gone", how: "lost" },
  ] as const)
    it(`carries out what a program sent that ${name} while a command takes its time`, () => {
      const { wire, told, timers, console_, node, send } = open("connection");
      send(`system-view\n${hashing}`);
      console_[how]();
      assert.deepEqual([told, wire.isClosed], [[], false]);
      timers.pass(1);
      assert.deepEqual([told, wire.isClosed, timers.length], [["ended"], true, 0]);
      assert.equal(node.configuration.running.lines()[0], "sysname After");
    });

  it("carries out no line of which a lost link may have brought a part", () => {
    const { told, console_, node, send } = open("connection");
    send("system-view\nsysname After\nsysname Aft");
    console_.lost();
    assert.equal(node.configuration.running.lines()[0], "sysname After");
    assert.deepEqual(told, ["ended"]);
  });

  it("ends with the link of a person, whatever is being carried out", () => {
    const { timers, told, console_, node, send } = open("connection");
    timers.pass(1);
    send(`${AGREED}system-view\r${hashing}`);
    console_.lost();
    assert.deepEqual([told, timers.length], [["ended"], 0]);
    assert.ok(!node.configuration.running.lines().includes("sysname After"));
  });

  it("is a person's for who answers the offer", () => {
    const { timers, wire, send } = open("connection");
    timers.pass(1);
    assert.equal(wire.take(), OFFER);
    assert.equal(send(AGREED), "<xs-ntp>");
    assert.equal(send("quit\r\0"), "quit\r\n");
  });

  it("asks at once who negotiates of his own accord, as clients do at port 23", () => {
    const { wire, send } = open("connection");
    assert.equal(send("\xff\xfd\x03\xff\xfb\x18"), `${OFFER}\xff\xfe\x18`);
    assert.equal(send("\xff\xfd\x01\xff\xfb\x1f"), "<xs-ntp>");
    assert.equal(wire.isClosed, false);
  });

  it("keeps what is typed before the answer", () => {
    const { timers, wire, send } = open("connection");
    timers.pass(1);
    wire.take();
    assert.equal(send("sys\r"), "");
    assert.equal(send(AGREED), `<xs-ntp>sys\r\n${ENTERED}\r\n[xs-ntp]`);
  });

  it("is a line's each for who refuses, or does not answer", () => {
    for (const answer of [REFUSED, ""]) {
      const { timers, wire, send } = open("connection");
      timers.pass(1);
      wire.take();
      send(answer);
      timers.pass(5);
      assert.match(send("display version | include xs\n"), /^xs-ntp[^\r]*\n$/);
    }
  });

  it("fits its pages to the window", () => {
    const { timers, wire, send } = open("connection");
    timers.pass(1);
    wire.take();
    send(`${AGREED}\xff\xfa\x1f\x00\x50\x00\x05\xff\xf0`);
    assert.equal(send("display ntp-service status\r").split("\r\n").length, 1 + 4 + 1);
    assert.equal(send("\xff\xf4"), "\r\x1b[K<xs-ntp>");
  });

  it("bounds a line, and what waits to be known", () => {
    const { wire, told, send } = open("connection");
    assert.match(send("x".repeat(5000)), /A line has 4096 characters at most/);
    assert.deepEqual([told, wire.isClosed], [["ended"], true]);
    const asked = open("connection");
    asked.timers.pass(1);
    asked.send("display version | include xs\n");
    const answered = asked.send(
      `${"\n".repeat(4000)}display foo\n${"\n".repeat(1000)}display version | include xs\n`,
    );
    assert.match(answered, /^xs-ntp[^\r]*\n {8}\^\n[^]*\nxs-ntp[^\r]*\n$/);
    assert.equal(asked.send(AGREED), "");
  });

  const answers: { name: string; octets: string; isOver: boolean }[] = [
    { name: "not who asks for the options of a client", octets: "\xff\xfd\x2a".repeat(50), isOver: false },
    { name: "who asks for options without end", octets: "\xff\xfd\x2a".repeat(100), isOver: true },
    {
      name: "who changes his mind without end",
      octets: "\xff\xfd\x01\xff\xfe\x01".repeat(100),
      isOver: true,
    },
  ];
  for (const { name, octets, isOver } of answers)
    it(`cuts off ${name}`, () => {
      const { wire, send } = open("connection");
      assert.ok(send(octets).length < 300);
      assert.equal(wire.isClosed, isOver);
    });

  it("cuts off who does not read what Telnet answers", () => {
    const { wire, told, send } = open("connection");
    wire.isFull = true;
    assert.equal(send("\xff\xfd\x2a\xff\xfd\x2a"), OFFER);
    assert.deepEqual([told, wire.isClosed], [["ended"], true]);
  });

  it("has a session of its own for each", () => {
    const [one, other] = [open("connection"), open("connection")];
    for (const { timers, wire, send } of [one, other]) {
      timers.pass(1);
      wire.take();
      send(AGREED);
    }
    one.send("system-view\r");
    assert.equal(one.send("\r"), "\r\n[xs-ntp]");
    assert.equal(other.send("\r"), "\r\n<xs-ntp>");
  });
});
