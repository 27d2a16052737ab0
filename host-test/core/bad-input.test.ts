/**
 * Hostile datagrams at both kinds of link, 200,000 in all: each ends in one counted verdict, none in an
 * exception, and no answer is longer than its request (else we would amplify attacks on others).
 */
import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { HEADER_LENGTH } from "../../src/wire/header.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { tries } from "../support/effort.js";
import { Rig, server } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";

const PACKETS = tries(25_000);
/** More than is ever looked at. */
const LONGEST = 1500;

type Random = (below: number) => number;
/** Makes something bad of a good packet of 48 octets: answers its length and writes as much of `bytes`. */
type Spoil = (bytes: Uint8Array, random: Random) => number;

interface Spoiling {
  readonly name: string;
  readonly spoil: Spoil;
  /** Verdicts among those it must come to. */
  readonly atService: readonly Verdict[];
  readonly atExchange: readonly Verdict[];
}

const SPOILS: readonly Spoiling[] = [
  {
    name: "truncated",
    spoil: (_, random) => random(HEADER_LENGTH),
    atService: [Verdict.Malformed],
    atExchange: [Verdict.Malformed],
  },
  {
    name: "oversized",
    spoil: (bytes, random) => {
      const length = HEADER_LENGTH + 1 + random(LONGEST - HEADER_LENGTH);
      // Often a plausible extension field: a type, and a length that fits or nearly fits.
      for (let i = HEADER_LENGTH; i < Math.min(length, HEADER_LENGTH + 64, bytes.length); i++)
        bytes[i] = random(256);
      const rest = length - HEADER_LENGTH + random(9) - 4;
      if (random(2)) bytes.set([random(256), random(256), rest >> 8, rest & 0xff], HEADER_LENGTH);
      return length;
    },
    atService: [Verdict.Malformed, Verdict.Answered],
    atExchange: [Verdict.Malformed, Verdict.BogusOrigin, Verdict.Sampled],
  },
  {
    name: "random",
    spoil: (bytes, random) => {
      const length = random(2) ? random(2 * HEADER_LENGTH) : 4 * random(HEADER_LENGTH / 2);
      for (let i = 0; i < length; i++) bytes[i] = random(256);
      return length;
    },
    atService: [Verdict.Malformed, Verdict.BadVersion, Verdict.UnexpectedMode, Verdict.Answered],
    atExchange: [Verdict.Malformed, Verdict.UnexpectedMode, Verdict.BogusOrigin],
  },
  {
    name: "bit-flipped",
    spoil: (bytes, random) => {
      for (let flips = 1 + random(8); flips > 0; flips--) bytes[random(HEADER_LENGTH)] ^= 1 << random(8);
      return HEADER_LENGTH;
    },
    atService: [Verdict.BadVersion, Verdict.UnexpectedMode, Verdict.Answered],
    atExchange: [
      Verdict.UnexpectedMode,
      Verdict.Duplicate,
      Verdict.BogusOrigin,
      Verdict.BadStratum,
      Verdict.RootDistance,
      Verdict.BadDelay,
      Verdict.Sampled,
    ],
  },
];

function serving(): Rig {
  const rig = new Rig();
  rig.configure({ localClock: { unit: 1, stratum: 3 }, answersQueries: false });
  return rig;
}

function asking(): Rig {
  const rig = new Rig();
  rig.configure({ associations: [server("192.0.2.7")] });
  rig.passAnswering(300);
  return rig;
}

describe("bad input", () => {
  for (const [index, { name, spoil, atService, atExchange }] of SPOILS.entries()) {
    const seed = 50 + index;
    it(`at the service port, ${name}: a counted verdict, no amplification (seed ${seed})`, () => {
      const random = seeded(seed);
      const rig = serving();
      const { verdicts } = rig.engine;
      const tally = [...verdicts];
      const bytes = new Uint8Array(LONGEST);
      for (let i = 0; i < PACKETS; i++) {
        bytes.fill(0);
        bytes[0] = (4 << 3) | 3;
        const length = spoil(bytes, random);
        const verdict = rig.ask(bytes.subarray(0, length));
        tally[verdict]++;
        assert.equal(rig.answers.length, verdict === Verdict.Answered ? 1 : 0);
        if (rig.answers.length > 0) assert.ok(rig.answers[0].bytes.length <= length, `${length}`);
        rig.answers.length = 0;
        rig.calls.length = 0;
      }
      assert.deepEqual([...verdicts], tally);
      for (const one of atService) assert.ok(tally[one] > 0, `verdict ${one} was not tried`);
    });

    it(`at an exchange's port, ${name}: a counted verdict, nothing sent (seed ${seed})`, () => {
      const random = seeded(seed);
      const rig = asking();
      const { association } = rig;
      const tally = [...association.verdicts];
      const edit = (datagram: Datagram): void => {
        datagram.length = spoil(datagram.bytes, random);
      };
      for (let i = 0; i < PACKETS; i++) {
        // Now and then the exchange is over, and another one begins.
        if (random(4) === 0) rig.pass(64);
        const { last } = rig;
        tally[rig.answer(last, { edit })]++;
        assert.equal(rig.last, last);
        assert.equal(rig.answers.length, 0);
        rig.calls.length = 0;
      }
      assert.ok(association.isInUse);
      assert.deepEqual([...association.verdicts], tally);
      for (const one of atExchange) assert.ok(tally[one] > 0, `verdict ${one} was not tried`);
    });
  }
});
