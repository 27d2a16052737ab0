import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { Seal } from "../../src/core/sink.js";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  leapOf,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  pollOf,
  precisionOf,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  rootDelayOf,
  rootDispersionOf,
  stratumOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";

/** A request of 48 octets, every field but the first octet full of marks that must not come back. */
function request(version: number, mode: number, length = 48): Uint8Array {
  const bytes = new Uint8Array(length).fill(0, 48);
  for (let i = 1; i < Math.min(length, 48); i++) bytes[i] = 0x80 + i;
  bytes[0] = (version << 3) | mode;
  return bytes;
}

/** The end of 2026, in seconds since 1900. */
const YEAR_END = 4_007_750_400;

/** A node that serves its own clock at stratum 2. */
function master(): Rig {
  const rig = new Rig();
  rig.configure({ localClock: { unit: 1, stratum: 2 } });
  return rig;
}

const time = (datagram: Datagram, field: Parameters<typeof readTimestamp>[1]): Timestamp => {
  const timestamp = new Timestamp();
  readTimestamp(datagram, field, timestamp);
  return timestamp;
};

describe("server: whom it answers", () => {
  const Answered = Verdict.Answered;
  const BadVersion = Verdict.BadVersion;
  const UnexpectedMode = Verdict.UnexpectedMode;
  /** What is in a request is no control message. */
  const NoQuery = Verdict.Malformed;
  // A row a version, a column a mode from 0 to 7.
  const table = [
    { version: 0, verdicts: [...Array<Verdict>(6).fill(BadVersion), NoQuery, BadVersion] },
    {
      version: 1,
      verdicts: [
        Answered,
        Answered,
        UnexpectedMode,
        Answered,
        UnexpectedMode,
        UnexpectedMode,
        NoQuery,
        UnexpectedMode,
      ],
    },
    ...[2, 3, 4].map(version => ({
      version,
      verdicts: [
        UnexpectedMode,
        Answered,
        UnexpectedMode,
        Answered,
        UnexpectedMode,
        UnexpectedMode,
        NoQuery,
        UnexpectedMode,
      ],
    })),
    ...[5, 6, 7].map(version => ({
      version,
      verdicts: [...Array<Verdict>(6).fill(BadVersion), NoQuery, BadVersion],
    })),
  ];
  const answerModes: Partial<Record<Mode, Mode>> = {
    [Mode.Unspecified]: Mode.Server,
    [Mode.SymmetricActive]: Mode.SymmetricPassive,
    [Mode.Client]: Mode.Server,
  };
  for (const { version, verdicts } of table)
    it(`version ${version}: each mode has its verdict and its counter`, () => {
      for (let mode: Mode = 0; mode < 8; mode++) {
        const rig = master();
        assert.equal(rig.ask(request(version, mode)), verdicts[mode], `mode ${mode}`);
        assert.equal(rig.engine.verdicts[verdicts[mode]], 1);
        assert.equal(rig.answers.length, verdicts[mode] === Answered ? 1 : 0);
        if (rig.answers.length === 0) continue;
        const answer = new Datagram(rig.answers[0].bytes);
        assert.equal(modeOf(answer), answerModes[mode]);
        assert.equal(versionOf(answer), version);
      }
    });

  const rows: { name: string; verdict: Verdict; ask: (rig: Rig) => Verdict }[] = [
    { name: "nothing at all", verdict: Verdict.Malformed, ask: rig => rig.ask(new Uint8Array(0)) },
    { name: "47 octets", verdict: Verdict.Malformed, ask: rig => rig.ask(request(4, 3, 47)) },
    { name: "a trailer of 5 octets", verdict: Verdict.Malformed, ask: rig => rig.ask(request(4, 3, 53)) },
    { name: "2000 octets", verdict: Verdict.Malformed, ask: rig => rig.ask(request(4, 3, 2000)) },
    {
      name: "port 0, where no answer can go",
      verdict: Verdict.WrongSource,
      ask: rig => rig.ask(request(4, 3), endpoint("192.0.2.9", 0)),
    },
    {
      name: "anything while the service is off",
      verdict: Verdict.ServiceOff,
      ask: rig => {
        rig.configure({ ...rig.engine.settings, enabled: false });
        return rig.ask(request(4, 3));
      },
    },
    ...[
      { family: "IPv4", off: { isServerOff4: true }, from: "192.0.2.9", other: "2001:db8::9" },
      { family: "IPv6", off: { isServerOff6: true }, from: "2001:db8::9", other: "192.0.2.9" },
    ].map(({ family, off, from, other }) => ({
      name: `those of ${family} where the server is off for them, but others`,
      verdict: Verdict.ServiceOff,
      ask: (rig: Rig) => {
        rig.configure({ ...rig.engine.settings, ...off });
        assert.equal(rig.ask(request(4, 3), endpoint(other, 40_000)), Answered);
        rig.answers.length = 0;
        return rig.ask(request(4, 3), endpoint(from, 40_000));
      },
    })),
  ];
  for (const { name, verdict, ask } of rows)
    it(`not ${name}`, () => {
      const rig = master();
      assert.equal(ask(rig), verdict);
      assert.equal(rig.engine.verdicts[verdict], 1);
      assert.equal(rig.answers.length, 0);
    });

  it("answers a request with a MAC or extension fields in 48 octets", () => {
    for (const length of [48 + 20, 48 + 24, 48 + 28, 48 + 1000 - 24]) {
      const bytes = request(4, 3, length);
      if (length > 72) new DataView(bytes.buffer).setUint16(50, length - 48);
      const rig = master();
      assert.equal(rig.ask(bytes), Verdict.Answered, `${length}`);
      assert.equal(rig.answers[0].bytes.length, 48);
    }
  });
});

describe("server: what it says", () => {
  it("gives back the transmit timestamp unread, and fills in everything else", () => {
    const rig = master();
    rig.pass(1000);
    const asked = request(3, Mode.Client);
    rig.ask(asked, endpoint("192.0.2.77", 5000));
    const [{ bytes, to, port }] = rig.answers;
    const answer = new Datagram(bytes);
    assert.deepEqual([to, port], ["192.0.2.77", 5000]);
    assert.deepEqual([leapOf(answer), versionOf(answer), stratumOf(answer)], [0, 3, 2]);
    assert.equal(pollOf(answer), (asked[2] << 24) >> 24);
    assert.equal(precisionOf(answer), -20);
    assert.equal(refidOf(answer), 0x7f7f_0101);
    assert.equal(rootDelayOf(answer), 0);
    assert.ok(rootDispersionOf(answer) > 0 && rootDispersionOf(answer) < SECOND / 50);
    assert.deepEqual(
      bytes.subarray(ORIGIN_TIMESTAMP, ORIGIN_TIMESTAMP + 8),
      asked.subarray(TRANSMIT_TIMESTAMP, TRANSMIT_TIMESTAMP + 8),
    );
    assert.equal(time(answer, RECEIVE_TIMESTAMP).since(rig.trueTime(rig.now)), 0);
    const age = rig.trueTime(rig.now).since(time(answer, REFERENCE_TIMESTAMP));
    assert.ok(age >= 0 && age <= 64 * SECOND);
    assert.ok(rig.calls.includes(`send 192.0.2.77 5000 seal ${Seal.Transmit}`));
  });

  it("says so when it has no time: leap 3, stratum 0, INIT", () => {
    const rig = new Rig();
    rig.configure({});
    assert.equal(rig.ask(request(4, 3)), Verdict.Answered);
    const answer = new Datagram(rig.answers[0].bytes);
    assert.deepEqual([leapOf(answer), stratumOf(answer), refidOf(answer)], [3, 0, Kiss.Init]);
    assert.equal(rootDispersionOf(answer), 16 * SECOND);
  });

  it("no longer says INIT when it had the time and lost it: stratum 0 and no code", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(8);
    assert.equal(rig.engine.system.stratum, 3);
    rig.configure({ associations: [server("192.0.2.1")], disciplinesClock: false });
    rig.ask(request(4, 3));
    const answer = new Datagram(rig.answers[0].bytes);
    assert.deepEqual([leapOf(answer), stratumOf(answer), refidOf(answer)], [3, 0, 0]);
  });

  it("lets dispersion grow between corrections, by 15 ppm", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(1200); // until the frequency is known better than that
    const dispersion = (): number => {
      rig.ask(request(4, 3));
      return rootDispersionOf(new Datagram(rig.answers[rig.answers.length - 1].bytes));
    };
    const before = dispersion();
    rig.pass(100);
    assert.ok(Math.abs(dispersion() - before - 100 * 15e-6 * SECOND) <= 0x1_0000);
  });

  it("passes on a leap second that its source announces for the end of the day", () => {
    const rig = new Rig(0, 0, 8, YEAR_END - 3600);
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(8, () => ({ leap: 1 }));
    rig.ask(request(4, 3));
    assert.equal(leapOf(new Datagram(rig.answers[0].bytes)), 1);
    assert.equal(rig.reported(Happening.LeapChanged), 1);
  });
});

describe("server: while a leap second is smeared", () => {
  /** A node that serves its own clock and has a leap second configured, `before` seconds before the end of the day. */
  const smearing = (before: number, more: Partial<NodeSettings> = {}): Rig => {
    const rig = new Rig(0, 0, 8, YEAR_END - 100 - before);
    const leapSecond = { leap: Leap.Insert, dayEnd: YEAR_END } as const;
    rig.configure({ localClock: { unit: 1, stratum: 2 }, leapSecond, leapSmearSec: 86_400, ...more });
    return rig;
  };
  const answered = (rig: Rig): Datagram => {
    rig.ask(request(4, 3));
    return new Datagram(rig.answers[rig.answers.length - 1].bytes);
  };
  /** How far the time served is ahead of what the counter says without a leap second, in seconds. */
  const ahead = (rig: Rig, field: Parameters<typeof readTimestamp>[1] = RECEIVE_TIMESTAMP): number =>
    time(answered(rig), field).since(rig.trueTime(rig.now)) / SECOND;

  it("nobody is told of it, on all the day", () => {
    const rig = smearing(86_399);
    for (; rig.trueTime(rig.now).seconds < YEAR_END + 600; rig.pass(600))
      assert.equal(leapOf(answered(rig)), 0);
    assert.equal(rig.engine.system.leap, 0);
  });

  it("time served goes from the clock's to the clock's a second later, from noon to noon", () => {
    const rig = smearing(50_000);
    const rows: [second: number, ahead: number][] = [
      [-43_200, 0],
      [-21_600, -21_600 / 86_401],
      [0, -43_200 / 86_401],
      [43_200, -86_400 / 86_401],
      [43_201, -1],
      [60_000, -1],
    ];
    for (const [second, wanted] of rows) {
      rig.pass(YEAR_END + second - rig.trueTime(rig.now).seconds);
      assert.ok(Math.abs(ahead(rig) - wanted) < 1e-9, `${second}: ${ahead(rig)}`);
    }
  });

  it("says by how much in its reference id, as ntpd does, and allows for it in its dispersion", () => {
    const rig = smearing(50_000);
    assert.equal(refidOf(answered(rig)), 0x7f7f_0101);
    rig.pass(50_000 - 21_600);
    const answer = answered(rig);
    // A quarter of a second less: -2^20 units of 2^-22 s, give or take what it falls short.
    assert.equal(refidOf(answer), 0xfe00_0000 + 0x100_0000 - Math.round((21_600 / 86_401) * 2 ** 22));
    const claimed = rootDispersionOf(answer) - rig.engine.rootDispersion(rig.now);
    assert.ok(Math.abs(claimed / SECOND - 21_600 / 86_401) < 2 ** -16, `${claimed / SECOND}`);
    rig.pass(100_000);
    assert.equal(refidOf(answered(rig)), 0x7f7f_0101);
  });

  it("its reference time is on the scale that it serves, and never later than that", () => {
    const rig = smearing(21_600);
    for (let i = 0; i < 300; i++, rig.pass(100.3)) {
      const answer = answered(rig);
      const age = time(answer, RECEIVE_TIMESTAMP).since(time(answer, REFERENCE_TIMESTAMP));
      assert.ok(age >= 0 && age <= 64.1 * SECOND, `${age / SECOND}`);
    }
  });

  it("turned on while one is announced, leaves that one as it was announced", () => {
    const rig = smearing(30_000, { leapSmearSec: 0 });
    assert.equal(leapOf(answered(rig)), 1);
    rig.configure({ ...rig.engine.settings, leapSmearSec: 86_400 });
    assert.equal(leapOf(answered(rig)), 1);
    rig.pass(30_000.5);
    assert.equal(ahead(rig), -1);
  });

  it("turned off while it is under way, it goes on to its end", () => {
    const rig = smearing(21_600);
    const before = ahead(rig);
    rig.configure({ ...rig.engine.settings, leapSmearSec: 0 });
    assert.ok(Math.abs(ahead(rig) - before) < 1e-9);
    rig.pass(21_600);
    assert.ok(Math.abs(ahead(rig) + 0.5) < 1e-4);
  });

  it("a leap second learned of late is smeared from there on, without a jump", () => {
    const rig = smearing(21_600, { leapSecond: undefined });
    assert.equal(ahead(rig), 0);
    rig.configure({ ...rig.engine.settings, leapSecond: { leap: Leap.Insert, dayEnd: YEAR_END } });
    assert.equal(ahead(rig), 0);
    rig.pass(100);
    assert.ok(Math.abs(ahead(rig) + 100 / (21_600 + 43_201)) < 1e-9, `${ahead(rig)}`);
    rig.pass(21_600 + 43_201);
    assert.equal(ahead(rig), -1);
  });

  it("started while it is under way, is where the others are", () => {
    const rig = smearing(21_600);
    assert.ok(Math.abs(ahead(rig) + 21_600 / 86_401) < 1e-9, `${ahead(rig)}`);
  });

  it("withdrawn, it goes back as it came", () => {
    const rig = smearing(43_200);
    rig.pass(10_000);
    rig.configure({ ...rig.engine.settings, leapSecond: undefined });
    assert.ok(Math.abs(ahead(rig) + 10_000 / 86_401) < 1e-6, `${ahead(rig)}`);
    rig.pass(5_000);
    assert.ok(Math.abs(ahead(rig) + 5_000 / 86_401) < 1e-6, `${ahead(rig)}`);
    rig.pass(5_001);
    assert.equal(ahead(rig), 0);
    assert.equal(refidOf(answered(rig)), 0x7f7f_0101);
  });

  it("without a time to serve, it says so as ever", () => {
    const rig = smearing(21_600);
    rig.configure({ leapSmearSec: 86_400 });
    const answer = answered(rig);
    assert.deepEqual([leapOf(answer), stratumOf(answer), refidOf(answer)], [3, 0, 0]);
    assert.equal(rootDispersionOf(answer), 16 * SECOND);
  });
});
