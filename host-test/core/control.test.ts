/** Control queries at an engine: what is answered, and what is not (RFC 9327). */
import assert from "node:assert/strict";
import { Link, LinkKind } from "../../src/core/link.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { VERSION } from "../../src/core/version.js";
import { type Q32, SECOND } from "../../src/time/fixed.js";
import { CONTROL_DATA_MOST, ControlError, Opcode, sequenceOf } from "../../src/wire/control.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { modeOf, Mode, versionOf } from "../../src/wire/header.js";
import { answerTo, itemsOf, query, type ControlAnswer } from "../support/control.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { octets } from "../support/hex.js";
import { endWith, KEYED, type MacKind, sealWith } from "../support/keyed.js";
import { readControlTrailer } from "../../src/wire/control-trailer.js";
import { Layout, Trailer } from "../../src/wire/trailer.js";
import { CONTROL_QUERIES } from "../vectors/control-queries.js";

const SERVER = "192.0.2.7";
const SERVER6 = "2001:db8::7";

/** A node that follows one of two servers; the other is silent. */
function synchronized(more: Partial<NodeSettings> = {}): Rig {
  const rig = new Rig();
  rig.configure({ associations: [server(SERVER), server(SERVER6)], ...more });
  rig.passAnswering(200, ({ to }) => (to === SERVER ? {} : undefined));
  return rig;
}

function answered(rig: Rig, bytes: Uint8Array): ControlAnswer {
  const answer = answerTo(rig, bytes);
  assert.ok(answer, "no answer");
  return answer;
}

describe("control queries", () => {
  it("tells the system's variables, in ntpd's names and units", () => {
    const rig = synchronized();
    const { status, text } = answered(rig, query(Opcode.ReadVariables));
    const items = itemsOf({ text } as ControlAnswer);
    assert.equal(items.version, `xs-ntp ${VERSION}`);
    assert.deepEqual(
      [items.leap, items.stratum, items.precision, items.refid, items.peer, items.tc],
      ["0", "3", "-20", SERVER, "1", "6"],
    );
    assert.match(items.rootdelay, /^3\.\d{3}$/);
    const { jitter, systemJitter } = rig.engine.system;
    assert.ok(jitter !== systemJitter);
    assert.ok(Math.abs(Number(items.sys_jitter) - milliseconds(systemJitter)) < 1e-6);
    assert.ok(Math.abs(Number(items.clk_jitter) - milliseconds(jitter)) < 1e-3);
    assert.match(items.reftime, /^0x[0-9a-f]{8}\.[0-9a-f]{8}$/);
    assert.ok(Math.abs(Number(items.offset)) < 1);
    assert.ok(text.endsWith("\r\n"));
    // No leap, by NTP; the last of its events is that it synchronized.
    assert.equal(status & 0xff0f, 0x0605);
  });

  it("tells what is asked for alone, in that order, each once", () => {
    const rig = synchronized();
    const { text } = answered(rig, query(Opcode.ReadVariables, 0, "stratum, leap ,stratum,tai"));
    assert.equal(text, "stratum=3, leap=0\r\n");
  });

  it("lists the associations with their status words", () => {
    const { data, status } = answered(synchronized(), query(Opcode.ReadStatus));
    assert.equal(status >> 8, 0x06);
    assert.equal(data.length, 8);
    const view = new DataView(data.buffer);
    // Configured, reachable, system peer; configured, and rejected.
    assert.deepEqual(
      [view.getUint16(0), view.getUint8(2), view.getUint16(4), view.getUint8(6)],
      [1, 0x96, 2, 0x80],
    );
  });

  it("tells an association's variables, in messages of at most 468 octets", () => {
    const rig = synchronized();
    const answer = answered(rig, query(Opcode.ReadVariables, 1));
    const items = itemsOf(answer);
    assert.deepEqual(
      [items.srcadr, items.srcport, items.stratum, items.hmode, items.pmode, items.reach, items.flash],
      [SERVER, "123", "2", "3", "4", items.reach, "0x0"],
    );
    assert.equal(items.filtdelay.trim().split(" ").length, 8);
    assert.ok(answer.messages.length > 1);
    for (const message of answer.messages) assert.ok(message.length <= 12 + CONTROL_DATA_MOST);
    assert.equal(answer.status >> 8, 0x96);
    assert.equal(itemsOf(answered(rig, query(Opcode.ReadStatus, 2))).srcadr, SERVER6);
  });

  it("tells of no silent server what is not known, and in which tests it fails", () => {
    const { status, text } = answered(
      synchronized(),
      query(Opcode.ReadVariables, 2, "reach,delay,flash,refid"),
    );
    assert.equal(text, "reach=0x0, delay=0.000000, flash=0x1000, refid=INIT\r\n");
    assert.equal(status >> 8, 0x80);
  });

  it("tells a clock's address as such, of a primary as well", () => {
    const rig = new Rig();
    rig.configure({ localClock: { unit: 1, stratum: 1 } });
    rig.pass(10);
    const { text } = answered(rig, query(Opcode.ReadVariables, 0, "stratum,refid"));
    assert.equal(text, "stratum=1, refid=127.127.1.1\r\n");
  });

  it("tells a source's poll interval until it tells its own, so that the lesser of both is ours", () => {
    const associations = [server(SERVER6, { maxPollLog2: 10 }), server(SERVER)];
    const rig = synchronized({ associations });
    assert.equal(answered(rig, query(Opcode.ReadVariables, 1, "hpoll,ppoll")).text, "hpoll=6, ppoll=10\r\n");
  });

  it("tells an association's counts of packets", () => {
    const rig = synchronized();
    rig.answer(rig.last, { from: SERVER });
    const { sent, received } = rig.association;
    const { text } = answered(rig, query(Opcode.ReadVariables, 1, "sent,received,badauth,bogusorg,seldisp"));
    assert.equal(text, `sent=${sent}, received=${received}, badauth=0, bogusorg=0\r\n`);
    assert.ok(sent > 0 && received > 0);
  });

  it("tells how many events there were since it told that last", () => {
    const rig = synchronized();
    const ask = (bytes: Uint8Array): ControlAnswer => {
      rig.now.add(SECOND);
      return answered(rig, bytes);
    };
    const countOf = (opcode: Opcode, id = 0): number => (ask(query(opcode, id)).status >> 4) & 0xf;
    const inList = (): number => (ask(query(Opcode.ReadStatus)).data[3] >> 4) & 0xf;
    assert.equal(countOf(Opcode.ReadVariables), 2);
    assert.deepEqual([countOf(Opcode.ReadVariables), countOf(Opcode.ReadStatus)], [0, 0]);
    // An error tells no count, and the list of all is not the status of one.
    assert.equal(ask(query(Opcode.ReadVariables, 1, "foo")).error, ControlError.VariableName);
    assert.deepEqual([inList(), inList(), countOf(Opcode.ReadVariables, 1)], [3, 3, 3]);
    assert.deepEqual([countOf(Opcode.ReadVariables, 1), inList()], [0, 0]);
    rig.pass(2000);
    assert.ok(countOf(Opcode.ReadStatus) > 0);
    const last = ask(query(Opcode.ReadVariables)).status;
    assert.equal(last & 0xf0, 0);
    assert.notEqual(last & 0xf, 0);
  });

  it("tells the counts that ntpq's sysstats asks for, and those of the period, which began at the start", () => {
    const rig = synchronized();
    for (let i = 0; i < 3; i++) answered(rig, query(Opcode.ReadStatus));
    answerTo(rig, octets("16020001"));
    const names = ["reset", "received", "badformat", "badauth", "restricted", "limited", "processed"];
    const asked = names.flatMap(name => [`ss_${name}`, `ss_${name}_r`]);
    const items = itemsOf(answered(rig, query(Opcode.ReadVariables, 0, asked.join())));
    assert.deepEqual(Object.keys(items), asked);
    for (const name of names) assert.equal(items[`ss_${name}_r`], items[`ss_${name}`], name);
    assert.deepEqual([items.ss_reset, items.ss_badformat, items.ss_processed], ["200", "1", "0"]);
    assert.ok(Number(items.ss_received) >= 4);
  });

  it("tells the local clock's variables, by its number or as the only one", () => {
    const rig = new Rig();
    rig.configure({ localClock: { unit: 1, stratum: 3 } });
    rig.pass(10);
    const names = "srchost,srcadr,hpoll,ppoll";
    assert.equal(
      answered(rig, query(Opcode.ReadVariables, 1, names)).text,
      'srchost="LOCAL(1)", srcadr=127.127.1.1, hpoll=6, ppoll=6\r\n',
    );
    for (const id of [0, 1]) {
      const items = itemsOf(answered(rig, query(Opcode.ReadClockVariables, id)));
      assert.deepEqual([items.type, items.device, items.refid], ["1", "local clock", "LOCL"]);
    }
  });

  const errors: { name: string; bytes: Uint8Array; error: ControlError }[] = [
    {
      name: "an association that there is not",
      bytes: query(Opcode.ReadVariables, 3),
      error: ControlError.Association,
    },
    { name: "a number beyond all", bytes: query(Opcode.ReadStatus, 65_535), error: ControlError.Association },
    {
      name: "a clock that is a server",
      bytes: query(Opcode.ReadClockVariables, 1),
      error: ControlError.Association,
    },
    {
      name: "a clock, where there is none",
      bytes: query(Opcode.ReadClockVariables),
      error: ControlError.Association,
    },
    {
      name: "a variable that there is not",
      bytes: query(Opcode.ReadVariables, 0, "leap,foo"),
      error: ControlError.VariableName,
    },
    {
      name: "… of an association",
      bytes: query(Opcode.ReadVariables, 1, "version"),
      error: ControlError.VariableName,
    },
    { name: "writing", bytes: query(Opcode.WriteVariables, 0, "leap=1"), error: ControlError.Prohibited },
    { name: "configuring", bytes: query(Opcode.Configure, 0, "unpeer 1"), error: ControlError.Prohibited },
    { name: "an opcode without a name", bytes: query(31 as Opcode), error: ControlError.UnknownOpcode },
    {
      name: "the list without a nonce",
      bytes: query(Opcode.ReadMru, 0, "limit=1"),
      error: ControlError.Prohibited,
    },
    {
      name: "a MAC by a key that there is not",
      bytes: octets(CONTROL_QUERIES.find(({ name }) => name.startsWith("configure"))!.hex),
      error: ControlError.Authentication,
    },
  ];
  for (const { name, bytes, error } of errors)
    it(`answers with error ${error}: ${name}`, () => {
      const rig = synchronized();
      const answer = answered(rig, bytes);
      assert.equal(answer.error, error);
      assert.deepEqual(
        answer.messages.map(({ length }) => length),
        [12],
      );
      const isProven = error !== ControlError.Authentication;
      assert.equal(rig.engine.verdicts[isProven ? Verdict.QueryRefused : Verdict.UntrustedKey], 1);
    });

  it("answers a query with a MAC by one with the same key, and one without by none", () => {
    const rig = synchronized(KEYED);
    const outcomes: readonly (readonly [MacKind, number | undefined])[] = [
      ["no MAC", 0],
      ["its MAC", 0],
      ["another trusted key's", 0],
      ["a wrong MAC", ControlError.Authentication],
      ["an unknown key's", ControlError.Authentication],
      ["an untrusted key's", ControlError.Authentication],
      ["a crypto-NAK", undefined],
    ];
    for (const [mac, error] of outcomes) {
      const asked = datagramOf(query(Opcode.ReadVariables, 0, "leap,stratum,peer"));
      asked.length = (asked.length + 7) & ~7;
      endWith(asked, mac);
      rig.now.add(SECOND);
      const answer = answerTo(rig, asked.bytes.slice(0, asked.length));
      assert.equal(answer?.error, error, mac);
      if (answer === undefined) continue;
      const told = datagramOf(answer.messages[0]);
      const trailer = new Trailer();
      const layout = readControlTrailer(told, trailer);
      if (error !== 0 || mac === "no MAC") assert.equal(layout, Layout.Plain, mac);
      else assert.deepEqual(answer.messages[0], resealed(told, trailer), mac);
    }
  });

  it("answers in the query's version, with its opcode and sequence, as mode 6 without a leap indicator", () => {
    for (const version of [1, 2, 3, 4]) {
      const { messages } = answered(synchronized(), query(Opcode.ReadStatus, 0, "", version));
      const datagram = new Datagram(messages[0]);
      assert.deepEqual(
        [versionOf(datagram), modeOf(datagram), sequenceOf(datagram)],
        [version, Mode.Control, 7],
      );
      assert.equal(messages[0][0] >> 6, 0);
      assert.equal(messages[0][1], 0x80 | Opcode.ReadStatus);
    }
  });

  for (const { name, hex } of CONTROL_QUERIES)
    it(`answers a captured query: ${name}`, () => {
      const answer = answered(synchronized(), octets(hex));
      if (answer.error === 0) assert.ok(answer.data.length > 0);
      else assert.equal(answer.messages[0].length, 12);
    });

  const silent: { name: string; bytes: Uint8Array; verdict: Verdict }[] = [
    { name: "an answer", bytes: octets("168200010000000000000000"), verdict: Verdict.UnexpectedMode },
    { name: "an error", bytes: octets("164200010000000000000000"), verdict: Verdict.Malformed },
    { name: "a part", bytes: octets("162200010000000000000000"), verdict: Verdict.Malformed },
    { name: "a part from further on", bytes: octets("160200010000000000040000"), verdict: Verdict.Malformed },
    { name: "half a header", bytes: octets("16020001"), verdict: Verdict.Malformed },
    {
      name: "more data told than there is",
      bytes: octets("160200010000000000000005"),
      verdict: Verdict.Malformed,
    },
    { name: "version 5", bytes: octets("2e0200010000000000000000"), verdict: Verdict.BadVersion },
    { name: "version 0", bytes: octets("060200010000000000000000"), verdict: Verdict.BadVersion },
  ];
  for (const { name, bytes, verdict } of silent)
    it(`is silent to ${name}`, () => {
      const rig = synchronized();
      assert.equal(answerTo(rig, bytes), undefined);
      assert.equal(rig.engine.verdicts[verdict], 1);
    });

  it("is silent to port 0", () => {
    const rig = synchronized();
    assert.equal(answerTo(rig, query(Opcode.ReadStatus), endpoint("192.0.2.9", 0)), undefined);
    assert.equal(rig.engine.verdicts[Verdict.WrongSource], 1);
  });

  it("is silent to what came to a group or a broadcast address", () => {
    const rig = synchronized();
    for (const kind of [LinkKind.Group, LinkKind.Broadcast]) {
      const link = new Link(kind, Family.IPv4, -1);
      link.answersClients = link.followsServers = true;
      const datagram = new Datagram();
      const bytes = query(Opcode.ReadVariables);
      datagram.bytes.set(bytes);
      datagram.length = bytes.length;
      rig.engine.packet(link, datagram, endpoint("192.0.2.9", 40_000), rig.now, rig.now);
    }
    assert.equal(rig.answers.length, 0);
  });
});

function datagramOf(bytes: Uint8Array): Datagram {
  const datagram = new Datagram();
  datagram.bytes.set(bytes);
  datagram.length = bytes.length;
  return datagram;
}

/** The same message with the MAC that it should have. */
function resealed(datagram: Datagram, { macAt, keyId }: Trailer): Uint8Array {
  datagram.length = macAt;
  sealWith(datagram, keyId);
  return datagram.bytes.slice(0, datagram.length);
}

const milliseconds = (duration: Q32): number => (duration * 1000) / SECOND;
