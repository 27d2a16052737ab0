/** The Telnet protocol, octet for octet. */
import assert from "node:assert/strict";
import { Telnet, type TelnetListener } from "../../src/console/telnet.js";
import { seeded } from "../support/random.js";

const [SE, DM, BRK, IP, AYT, EC, EL, SB, WILL, WONT, DO, DONT, IAC] = [
  240, 242, 243, 244, 246, 247, 248, 250, 251, 252, 253, 254, 255,
];
const [ECHO, SGA, TTYPE, NAWS, LINEMODE] = [1, 3, 24, 31, 34];

class Told implements TelnetListener {
  readonly log: string[] = [];
  readonly sent: number[] = [];
  text = "";
  send(octets: Uint8Array): void {
    this.sent.push(...octets);
  }
  typed(octet: number): void {
    this.text += String.fromCharCode(octet);
  }
  echoes(isOurs: boolean): void {
    this.log.push(`echoes ${isOurs}`);
  }
  resized(columns: number, rows: number): void {
    this.log.push(`${columns}x${rows}`);
  }
  areYouThere(): void {
    this.log.push("there?");
  }
  negotiates(): void {}
}

const OFFER = [IAC, WILL, ECHO, IAC, WILL, SGA, IAC, DO, NAWS];

interface Row {
  readonly name: string;
  /** Whether we have offered before. */
  readonly isOffered?: boolean;
  readonly octets: readonly number[];
  readonly text?: string;
  readonly sent?: readonly number[];
  readonly log?: readonly string[];
}

const ROWS: Row[] = [
  { name: "data", octets: [97, 0, 128, 254], text: "a\0\x80\xfe" },
  { name: "an octet of data that is like a command", octets: [97, IAC, IAC, 98], text: "a\xffb" },
  { name: "interrupt and break, as Ctrl-C", octets: [IAC, IP, IAC, BRK], text: "\x03\x03" },
  { name: "erase character and line", octets: [IAC, EC, IAC, EL], text: "\x7f\x15" },
  { name: "are you there", octets: [IAC, AYT], log: ["there?"] },
  { name: "commands that mean nothing here", octets: [IAC, DM, IAC, 241, IAC, 249, IAC, SE, 97], text: "a" },
  {
    name: "the answers to our offer, unanswered",
    isOffered: true,
    octets: [IAC, DO, ECHO, IAC, DO, SGA, IAC, WILL, NAWS],
    sent: [],
    log: ["echoes true"],
  },
  {
    name: "refusals of our offer, unanswered",
    isOffered: true,
    octets: [IAC, DONT, ECHO, IAC, DONT, SGA, IAC, WONT, NAWS],
    sent: [],
    log: ["echoes false"],
  },
  {
    name: "what is repeated, once",
    isOffered: true,
    octets: [IAC, DO, ECHO, IAC, DO, ECHO, IAC, WILL, NAWS, IAC, WILL, NAWS],
    sent: [],
    log: ["echoes true"],
  },
  {
    name: "a change of mind, agreed to once",
    isOffered: true,
    octets: [IAC, DO, ECHO, IAC, DONT, ECHO, IAC, DONT, ECHO],
    sent: [IAC, WONT, ECHO],
    log: ["echoes true", "echoes false"],
  },
  {
    name: "what is asked of us first",
    octets: [IAC, DO, SGA, IAC, WILL, SGA, IAC, WILL, NAWS, IAC, DO, ECHO],
    sent: [IAC, WILL, SGA, IAC, DO, SGA, IAC, DO, NAWS, IAC, WILL, ECHO],
    log: ["echoes true"],
  },
  {
    name: "options that we have not",
    octets: [IAC, WILL, TTYPE, IAC, DO, TTYPE, IAC, WILL, LINEMODE, IAC, WONT, TTYPE, IAC, DONT, TTYPE],
    sent: [IAC, DONT, TTYPE, IAC, WONT, TTYPE, IAC, DONT, LINEMODE],
  },
  { name: "a window", octets: [IAC, SB, NAWS, 0, 80, 1, 2, IAC, SE, 97], text: "a", log: ["80x258"] },
  { name: "a window of 255", octets: [IAC, SB, NAWS, 0, IAC, IAC, 0, 24, IAC, SE], log: ["255x24"] },
  { name: "a window cut short", octets: [IAC, SB, NAWS, 0, 80, 0, IAC, SE, 97], text: "a" },
  { name: "a window too long", octets: [IAC, SB, NAWS, 0, 80, 0, 24, 0, IAC, SE, 97], text: "a" },
  { name: "another subnegotiation", octets: [IAC, SB, TTYPE, 0, 120, 0, 0, IAC, SE, 97], text: "a" },
  {
    name: "a command within a subnegotiation",
    octets: [IAC, SB, NAWS, IAC, IP, 0, 80, 0, 24, IAC, SE],
    log: ["80x24"],
  },
];

describe("Telnet", () => {
  for (const { name, isOffered, octets, text = "", sent = [], log = [] } of ROWS)
    for (const cut of [octets.length, 1])
      it(cut === 1 ? `${name}, octet by octet` : name, () => {
        const told = new Told();
        const telnet = new Telnet(told);
        if (isOffered) telnet.offer();
        assert.deepEqual(told.sent.splice(0), isOffered ? OFFER : []);
        for (let i = 0; i < octets.length; i += cut)
          telnet.receive(Uint8Array.from(octets.slice(i, i + cut)));
        assert.deepEqual([told.text, told.sent, told.log], [text, sent, log]);
      });

  it("two of us, each answering the other, come to rest", () => {
    const random = seeded(5);
    for (let round = 0; round < 200; round++) {
      const [one, other] = [new Told(), new Told()];
      const [ours, theirs] = [new Telnet(one), new Telnet(other)];
      if (random(2) === 0) ours.offer();
      if (random(2) === 0) theirs.offer();
      theirs.receive(Uint8Array.of(IAC, WILL + random(4), random(40), IAC, WILL + random(4), random(4)));
      let exchanged = 0;
      while (one.sent.length + other.sent.length > 0) {
        assert.ok(exchanged++ < 10, "they go on and on");
        theirs.receive(Uint8Array.from(one.sent.splice(0)));
        ours.receive(Uint8Array.from(other.sent.splice(0)));
      }
    }
  });
});
