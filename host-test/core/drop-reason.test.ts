import assert from "node:assert/strict";
import { dropReasonOf, DropReason } from "../../src/core/drop-reason.js";
import { Verdict } from "../../src/core/verdict.js";

/** By reason: what goes there. All others are about the packet's validity. */
const SORTED: readonly (readonly [DropReason, readonly Verdict[]])[] = [
  [
    DropReason.None,
    [
      Verdict.Answered,
      Verdict.Sampled,
      Verdict.KissDenied,
      Verdict.KissRate,
      Verdict.KissOther,
      Verdict.FoundServer,
      Verdict.QueryAnswered,
      Verdict.QueryRefused,
    ],
  ],
  [
    DropReason.Authentication,
    [
      Verdict.CryptoNak,
      Verdict.NoMac,
      Verdict.UntrustedKey,
      Verdict.OtherKey,
      Verdict.ForbiddenKey,
      Verdict.WrongMac,
    ],
  ],
  [DropReason.Invalid, [Verdict.Malformed, Verdict.BadVersion, Verdict.UnexpectedMode]],
  [DropReason.AccessDenied, [Verdict.NoAccess]],
  [DropReason.RateLimited, [Verdict.Limited, Verdict.TooSoon]],
  [DropReason.Delay, [Verdict.TooLate]],
  [DropReason.NoRoom, [Verdict.NoRoom]],
  [DropReason.ServerDisabled, [Verdict.ServiceOff]],
  [DropReason.Others, [Verdict.LeapSecondNear, Verdict.SecondMoved, Verdict.Unsuitable]],
];

describe("drop reasons", () => {
  const reasons = new Map(
    SORTED.flatMap(([reason, verdicts]) => verdicts.map(verdict => [verdict, reason] as const)),
  );
  for (let verdict: Verdict = 0; verdict < Verdict.Count; verdict++)
    it(`sorts verdict ${verdict}`, () =>
      assert.equal(dropReasonOf(verdict), reasons.get(verdict) ?? DropReason.Validity));

  it("knows no other verdict", () => assert.throws(() => dropReasonOf(Verdict.Count), RangeError));
});
