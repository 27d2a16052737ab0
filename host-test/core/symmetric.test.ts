import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  isTimestampZero,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  pollOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  stratumOf,
  timestampDistance,
  timestampEquals,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
} from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { endpoint, Rig } from "../support/engine-rig.js";
import { KEYS, SERVERS, sign } from "../security/keys.js";
import { active, OWN, packet, PEER, reply, say, transmitOf } from "../support/peer.js";

/** A node that has the peer configured. */
function asking(more: Partial<NodeSettings> = {}): Rig {
  const rig = new Rig();
  rig.ownAddresses(OWN);
  rig.configure({ associations: [active()], ...more });
  return rig;
}

const other = (): Timestamp => {
  const timestamp = new Timestamp();
  timestamp.set(0x1234_5678, 0x9abc_def0);
  return timestamp;
};

/** All that others see of an association, and that steers it. */
function stateOf(association: Association): string {
  const { filter, leap, reach, refid, stratum, standing, schedule, exchange, pollLog2, rateFloorLog2 } =
    association;
  const { pace, missed, unanswered, samples } = schedule;
  const of = [
    filter.stageCount,
    filter.offset,
    leap,
    reach,
    refid,
    stratum,
    standing,
    pace,
    missed,
    unanswered,
  ];
  return JSON.stringify([of, samples, exchange.isOpen, pollLog2, rateFloorLog2, association.isProven]);
}

describe("a symmetric peer", () => {
  const rows: { name: string; say: (rig: Rig) => Verdict; verdict: Verdict; answers: number }[] = [
    {
      name: "an answer at once is taken",
      say: rig => reply(rig, rig.last),
      verdict: Verdict.Sampled,
      answers: 0,
    },
    {
      name: "an answer of its next question only is taken, and answered",
      say: rig => {
        rig.pass(1.9);
        return reply(rig, rig.last, { held: 1.8 * SECOND });
      },
      verdict: Verdict.Sampled,
      answers: 1,
    },
    { name: "a first question is answered", say: rig => say(rig, {}), verdict: Verdict.Answered, answers: 1 },
    {
      name: "a question that gives back what we never sent is answered",
      say: rig => say(rig, { origin: other(), held: 30 * SECOND }),
      verdict: Verdict.Answered,
      answers: 1,
    },
    {
      name: "what was answered at once, but not to us, is not",
      say: rig => say(rig, { origin: other() }),
      verdict: Verdict.BogusOrigin,
      answers: 0,
    },
    {
      name: "nor what was sent before it came",
      say: rig => say(rig, { origin: other(), held: -SECOND / 4 }),
      verdict: Verdict.BogusOrigin,
      answers: 0,
    },
    {
      name: "nor an answer that does not say when it was asked",
      say: rig => say(rig, { origin: other(), held: "unknown" }),
      verdict: Verdict.BogusOrigin,
      answers: 0,
    },
    {
      name: "our own packet, sent back, is known",
      say: rig => rig.ask(rig.last.bytes, endpoint(PEER)),
      verdict: Verdict.Reflected,
      answers: 0,
    },
    {
      name: "a question twice is answered once",
      say: rig => {
        const { bytes } = packet(rig, {});
        rig.ask(bytes.subarray(0, 48), endpoint(PEER));
        return rig.ask(bytes.subarray(0, 48), endpoint(PEER));
      },
      verdict: Verdict.Duplicate,
      answers: 1,
    },
    {
      name: "another question within a second is not answered",
      say: rig => {
        say(rig, {});
        rig.pass(0.9);
        return say(rig, {});
      },
      verdict: Verdict.TooSoon,
      answers: 1,
    },
    {
      name: "but after it",
      say: rig => {
        say(rig, {});
        rig.pass(1.1);
        return say(rig, {});
      },
      verdict: Verdict.Answered,
      answers: 2,
    },
    {
      name: "nor is one of mode 1",
      say: rig => {
        say(rig, { mode: Mode.SymmetricActive });
        rig.pass(0.1);
        return say(rig, { mode: Mode.SymmetricActive });
      },
      verdict: Verdict.TooSoon,
      answers: 1,
    },
    {
      name: "but one that proves itself is, whatever strangers asked in its name",
      say: rig => {
        rig.pass(1.4);
        say(rig, {});
        rig.pass(0.5);
        return reply(rig, rig.last, { held: 1.8 * SECOND });
      },
      verdict: Verdict.Sampled,
      answers: 2,
    },
    {
      name: "what is read a quarter of a second after it came is not answered: that would look like a question",
      say: rig => readLate(rig, 0.25),
      verdict: Verdict.TooLate,
      answers: 0,
    },
    { name: "but a little before", say: rig => readLate(rig, 0.24), verdict: Verdict.Answered, answers: 1 },
    {
      name: "ntpd's kiss-o'-death has our own transmit timestamp in all three places",
      say: rig => {
        const nonce = transmitOf(rig.last);
        const edit = (datagram: Datagram): void => writeTimestamp(datagram, TRANSMIT_TIMESTAMP, nonce);
        return reply(rig, rig.last, { leap: 3, stratum: 0, refid: Kiss.Init, edit });
      },
      verdict: Verdict.Unsynchronized,
      answers: 0,
    },
    {
      name: "nothing is made of a packet without transmit timestamp",
      say: rig => reply(rig, rig.last, { edit: ({ bytes }) => void bytes.fill(0, 40, 48) }),
      verdict: Verdict.MissingTimestamp,
      answers: 0,
    },
    {
      name: "one without the time says so",
      say: rig => reply(rig, rig.last, { leap: 3, stratum: 0, refid: Kiss.Init }),
      verdict: Verdict.Unsynchronized,
      answers: 0,
    },
    {
      name: "another version has no meaning",
      say: rig => say(rig, { version: 5 }),
      verdict: Verdict.BadVersion,
      answers: 0,
    },
  ];
  for (const { name, say: act, verdict, answers } of rows)
    it(name, () => {
      const rig = asking();
      const { association } = rig;
      const before = stateOf(association);
      assert.equal(act(rig), verdict);
      assert.equal(rig.answers.length, answers);
      assert.ok(association.verdicts[verdict] >= 1);
      assert.equal(rig.engine.verdicts[verdict], association.verdicts[verdict]);
      if (verdict !== Verdict.Sampled && verdict !== Verdict.Unsynchronized)
        assert.equal(stateOf(association), before);
      for (const { bytes, to } of rig.answers)
        assert.deepEqual([modeOf(new Datagram(bytes)), to], [Mode.SymmetricActive, PEER]);
    });

  it("is asked with what it said last, and in its own way told what we know", () => {
    const rig = asking({ localClock: { unit: 1, stratum: 4 } });
    const first = new Datagram(rig.last.bytes);
    assert.deepEqual([modeOf(first), versionOf(first), pollOf(first)], [1, 4, 6]);
    assert.ok(isTimestampZero(first, ORIGIN_TIMESTAMP) && isTimestampZero(first, RECEIVE_TIMESTAMP));
    reply(rig, rig.last);
    const said = packet(rig, { origin: transmitOf(rig.last) });
    rig.pass(3);
    const second = new Datagram(rig.last.bytes);
    assert.equal(stratumOf(second), 4);
    assert.ok(timestampEquals(second, ORIGIN_TIMESTAMP, readTransmit(said)));
    const held = timestampDistance(second, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP);
    assert.ok(Math.abs(held - (2 * SECOND - 2 * MILLISECOND)) < MILLISECOND / 10, `${held / SECOND}`);
  });

  it("is given back what proved nothing only if nothing else has come since it was asked", () => {
    const rig = asking();
    reply(rig, rig.last);
    const proven = readTransmit(packet(rig, {}));
    rig.pass(0.5);
    say(rig, { mode: Mode.SymmetricActive });
    rig.pass(1.8);
    assert.ok(timestampEquals(new Datagram(rig.last.bytes), ORIGIN_TIMESTAMP, proven));
    const heard = readTransmit(packet(rig, { mode: Mode.SymmetricActive }));
    say(rig, { mode: Mode.SymmetricActive });
    rig.pass(2);
    assert.ok(timestampEquals(new Datagram(rig.last.bytes), ORIGIN_TIMESTAMP, heard));
  });

  describe("that is asked by someone else in its name", () => {
    const KEYED = { associations: [active({ keyId: SERVERS })], authenticates: true, keys: KEYS };
    const edit = (one: Datagram): void => sign(one, SERVERS);

    it("is answered one in four of those too soon", () => {
      const rig = asking();
      for (let i = 0; i < 400; i++) {
        say(rig, {});
        rig.now.add(MILLISECOND);
      }
      assert.ok(rig.answers.length > 75 && rig.answers.length < 125, `${rig.answers.length}`);
    });

    it("with recorded questions: its own are answered, given back, and the others one in four", () => {
      const rig = asking(KEYED);
      const recorded = [0, 1].map(() => {
        rig.pass(1.1);
        const { bytes, length } = packet(rig, { edit });
        return bytes.slice(0, length);
      });
      const again = (i: number): Verdict => rig.ask(recorded[i % 2].slice(), endpoint(PEER));
      assert.deepEqual([again(0), again(1)], [Verdict.Answered, Verdict.TooSoon]);
      let answered = 0;
      for (let i = 0; i < 200; i++) {
        rig.now.add(2 * SECOND);
        if (again(i) === Verdict.Answered) answered++;
        const own = packet(rig, { edit });
        const { echo } = rig.association;
        assert.equal(say(rig, { edit }), Verdict.Answered);
        again(i + 1);
        assert.deepEqual(secondsOf(echo!.transmit), secondsOf(readTransmit(own)));
      }
      assert.ok(answered > 30 && answered < 70, `${answered}`);
    });

    it("just before it is asked itself: nothing is given back, for that would look like an answer", () => {
      const rig = asking();
      const { length } = rig.requests;
      while (rig.requests.length === length) {
        rig.pass(0.25);
        say(rig, {});
      }
      assert.ok(isTimestampZero(new Datagram(rig.last.bytes), ORIGIN_TIMESTAMP));
    });
  });

  it("proves itself by no origin twice, nor by that of a question before the last", () => {
    const rig = asking();
    const request = rig.last;
    assert.equal(reply(rig, request), Verdict.Sampled);
    rig.pass(0.1);
    assert.equal(reply(rig, request), Verdict.BogusOrigin);
    rig.pass(3);
    assert.notEqual(rig.last, request);
    assert.equal(reply(rig, request), Verdict.BogusOrigin);
    assert.equal(reply(rig, rig.last), Verdict.Sampled);
  });

  it("that answers with its next question may have drifted meanwhile: what that adds is in the dispersion", () => {
    const rig = asking();
    rig.pass(90);
    const request = rig.last;
    rig.pass(30);
    const held = 30 * SECOND;
    const drift = Math.round(held * 300e-6);
    const seconds = (rig.now.since(request.departedAt) - held) / SECOND;
    assert.ok(seconds >= 0 && seconds < 40);
    const elapsed = rig.now.since(request.departedAt);
    assert.equal(reply(rig, request, { held: elapsed + drift }), Verdict.Sampled);
    const { filter } = rig.association;
    assert.ok(filter.stageDispersion(0) > drift);
    rig.pass(70);
    const far = rig.now.since(rig.last.departedAt);
    assert.equal(reply(rig, rig.last, { held: far + 2 * SECOND }), Verdict.BadDelay);
  });

  it("that answers with its next question only is asked no more often than it asks", () => {
    const rig = asking({ associations: [active({ maxPollLog2: 10 })] });
    rig.pass(1.9);
    reply(rig, rig.last, { held: 1.8 * SECOND, poll: 9 });
    const { association } = rig;
    assert.deepEqual([association.rateFloorLog2, association.pollLog2], [9, 9]);
    rig.pass(600);
    reply(rig, rig.last);
    assert.equal(association.rateFloorLog2, 0);
    assert.ok(association.pollLog2 < 9);
  });

  it("that turns out to answer at its own polls has the question that is planned put off", () => {
    const rig = asking({ associations: [active({ maxPollLog2: 6 })] });
    for (let asked = 0; rig.now.seconds < 330; rig.pass(1))
      for (; asked < rig.requests.length; asked++) reply(rig, rig.requests[asked]);
    rig.pass(1);
    const asked = rig.requests.length;
    const unanswered = rig.last;
    for (; rig.last === unanswered;) rig.pass(1);
    rig.pass(30);
    assert.equal(reply(rig, rig.last, { held: 29 * SECOND, poll: 10 }), Verdict.Sampled);
    assert.equal(rig.association.pollLog2, 10);
    rig.pass(1000);
    assert.equal(rig.requests.length, asked + 1);
    rig.pass(60);
    assert.equal(rig.requests.length, asked + 2);
  });

  const ways: { name: string; source: string; isDiverted: boolean; act: (rig: Rig) => Verdict }[] = [
    { name: "by which its proven packets come", source: "", isDiverted: true, act: rig => reply(rig, rig.last) },
    { name: "configured, whatever is proven", source: "eth0", isDiverted: false, act: rig => reply(rig, rig.last) },
    { name: "it was, when a question proves nothing", source: "", isDiverted: false, act: rig => say(rig, {}) },
  ]; // prettier-ignore
  for (const { name, source, isDiverted, act } of ways)
    it(`is asked by the way ${name}`, () => {
      const rig = asking({ associations: [active({ source })] });
      act(rig);
      assert.equal(rig.association.heardOn, isDiverted ? rig.service : undefined);
    });

  it("that follows us is reached, and never followed", () => {
    const rig = asking();
    rig.pass(0);
    for (let asked = 0; rig.now.seconds < 700; rig.pass(1))
      for (; asked < rig.requests.length; asked++)
        reply(rig, rig.requests[asked], { refid: endpoint(OWN).word3 });
    const { association } = rig;
    assert.deepEqual([association.reach, association.standing], [0xff, Standing.Loop]);
    assert.equal(rig.engine.system.stratum, 16);
  });
});

function secondsOf({ seconds, fraction }: Timestamp): readonly number[] {
  return [seconds, fraction];
}

/** A question that lay for so many seconds before it was read. */
function readLate(rig: Rig, seconds: number): Verdict {
  const datagram = packet(rig, {});
  const arrivedAt = new Instant();
  arrivedAt.copy(rig.now);
  rig.now.add(seconds * SECOND);
  return rig.engine.packet(rig.service, datagram, endpoint(PEER), arrivedAt, rig.now);
}

function readTransmit(datagram: Datagram): Timestamp {
  const transmit = new Timestamp();
  readTimestamp(datagram, TRANSMIT_TIMESTAMP, transmit);
  return transmit;
}
