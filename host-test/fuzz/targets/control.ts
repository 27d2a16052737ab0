/**
 * Control messages at a node with sources, a local clock and senders that it remembers: raw octets, or a query of any
 * opcode about any association with items that mean something, with a nonce that was given out or another one.
 */
import assert from "node:assert/strict";
import { Right } from "../../../src/core/access.js";
import { type AclRule } from "../../../src/core/acl.js";
import { Family } from "../../../src/wire/address.js";
import { CONTROL_HEADER_LENGTH, Opcode, writeQuery } from "../../../src/wire/control.js";
import { Datagram, MAX_DATAGRAM } from "../../../src/wire/datagram.js";
import { HEADER_LENGTH, Mode, setFirst } from "../../../src/wire/header.js";
import { endWith, KEYED, MACS } from "../../support/keyed.js";
import { assembled } from "../../support/control.js";
import { endpoint, server } from "../../support/engine-rig.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";
import { Watched } from "./watched.js";

const SERVER = "192.0.2.7";
/** Who may ask, and two who may not. */
const ASKERS = ["192.0.2.9", "2001:db8::9", "198.51.100.9", "2001:db8:f::9"];
const MAY_ASK = 2;

const MOST_EVENTS = 12;

const OPCODES = [
  Opcode.ReadMru,
  Opcode.RequestNonce,
  Opcode.ReadVariables,
  Opcode.ReadStatus,
  Opcode.ReadClockVariables,
];

const NAMES = [
  ...["leap", "stratum", "refid", "reftime", "clock", "peer", "version", "offset", "frequency", "sys_jitter"],
  ...["srcadr", "dstport", "filtdelay", "flash", "hmode", "keyid", "rootdisp", "reach", "device", "timecode"],
  ...["nonce", "frags", "limit", "mincount", "maxlstint", "resall", "resany", "addr.0", "last.0", "addr.15"],
  ...["last.99", "mru_depth", "ss_uptime", "authkeys", "__proto__", "constructor", ""],
];
const VALUES = [
  "",
  "0",
  "1",
  "8",
  "65535",
  "65536",
  "999999999",
  "-1",
  "0x1",
  '"a,b=c"',
  '"',
  "192.0.2.9:123",
];
const SEPARATORS = [",", ", ", ",,", "\r\n", "=", ""];

export const CONTROL: Target = {
  name: "control",
  promise:
    "an answer for those alone that may ask, in 8 messages at most that fit together, and nothing changed",
  isText: false,
  mostOctets: 400,
  shortRuns: 1000,
  run(input: Rest): void {
    const rig = rigOf(input.octet());
    let nonce = "";
    for (let events = 0; events < MOST_EVENTS && !input.isOver; events++) {
      if (input.below(8) === 0) rig.pass(input.below(64));
      const asker = input.below(ASKERS.length);
      const datagram = input.below(4) === 0 ? raw(input) : queryOf(input, nonce);
      const text = ask(rig, datagram, asker);
      nonce = /nonce=([0-9a-f]+)/.exec(text)?.[1] ?? nonce;
    }
  },
};

/** So many that their list takes more messages than an answer has. */
const CLIENTS = 60;
const REQUEST = Uint8Array.from({ length: HEADER_LENGTH }, (_, i) => (i === 0 ? 0x23 : 0));

/** Each bit of `how` is a choice. */
function rigOf(how: number): Watched {
  const rig = new Watched();
  rig.ownAddresses("192.0.2.1");
  const families = [Family.IPv4, Family.IPv6];
  rig.configure({
    ...(how & 1 ? KEYED : {}),
    localClock: how & 2 ? { unit: 1, stratum: 3 } : undefined,
    associations: [server(SERVER), server("2001:db8::7"), server("time.example")],
    acls: families.map(family => ({ family, number: 2000, rules: [permitted(family)] })),
    access: families.map(family => ({ family, acl: 2000, right: Right.Query })),
    answersQueries: (how & 4) === 0,
  });
  if (how & 16) for (let i = 0; i < CLIENTS; i++) rig.ask(REQUEST, endpoint(`192.0.2.${100 + i}`, 123));
  if (how & 8) rig.passAnswering(70, ({ to }) => (to === SERVER ? {} : undefined));
  return rig;
}

/** 192.0.2.0/24, and what begins with 2001:db8:0. */
function permitted(family: Family): AclRule {
  const words = { word0: 0, word1: 0, word2: 0, word3: 0, mask0: 0, mask1: 0, mask2: 0, mask3: 0 };
  return family === Family.IPv4
    ? { id: 0, isPermit: true, ...words, word3: 0xc000_0200, mask3: 0xffff_ff00 }
    : { id: 0, isPermit: true, ...words, word0: 0x2001_0db8, mask0: 0xffff_ffff, mask1: 0xffff_0000 };
}

/** Answers the text that came back. */
function ask(rig: Watched, datagram: Datagram, asker: number): string {
  const before = rig.answers.length;
  const isIPv6 = ASKERS[asker].includes(":");
  const link = rig.openLinks.find(({ family }) => (family === Family.IPv6) === isIPv6)!;
  const verdict = rig.hear(link, datagram, endpoint(ASKERS[asker], 40_000));
  const messages = rig.answers.slice(before).map(({ bytes }) => bytes);
  if (messages.length === 0) return "";
  assert.ok(asker < MAY_ASK, `${ASKERS[asker]} was answered, verdict ${verdict}`);
  return assembled(messages).text;
}

function raw(input: Rest): Datagram {
  const datagram = new Datagram();
  datagram.bytes.set(input.octets(input.below(MAX_DATAGRAM)));
  datagram.length = Math.max(1, input.below(MAX_DATAGRAM + 4));
  setFirst(datagram, 0, input.below(8), Mode.Control);
  return datagram;
}

function queryOf(input: Rest, nonce: string): Datagram {
  const datagram = new Datagram();
  const opcode = input.one([...OPCODES, input.below(32)]);
  writeQuery(datagram, 1 + input.below(4), opcode as Opcode, input.below(65_536), input.below(6));
  let text = (opcode as Opcode) === Opcode.ReadMru && input.below(4) > 0 ? `nonce=${nonce}, ` : "";
  for (let items = input.below(6); items > 0; items--) {
    const name = input.one(NAMES);
    text += `${name}=${name === "nonce" ? nonce : input.one(VALUES)}${input.one(SEPARATORS)}`;
  }
  for (let i = 0; i < text.length; i++) datagram.bytes[CONTROL_HEADER_LENGTH + i] = text.charCodeAt(i);
  datagram.view.setUint16(10, input.below(16) === 0 ? input.below(65_536) : text.length);
  datagram.length = (CONTROL_HEADER_LENGTH + text.length + 3) & ~3;
  for (let changes = input.below(3); changes > 0; changes--)
    datagram.bytes[1 + input.below(64)] = input.octet();
  endWith(datagram, input.one(MACS));
  return datagram;
}
