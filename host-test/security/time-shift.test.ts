/**
 * Who can change or hold up packets on their way, but not forge all of them: how far the clock goes with him, and
 * whether the node knows. An association of one server, followed for an hour before.
 */
import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import {
  readTimestamp,
  RECEIVE_TIMESTAMP,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
  type TimestampField,
} from "../../src/wire/header.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { type AnswerFields, Rig, server } from "../support/engine-rig.js";

const HOUR = 3600;

function following(): Rig {
  const rig = new Rig(10);
  rig.configure({ associations: [server("192.0.2.7")] });
  rig.passAnswering(HOUR);
  return rig;
}

/** How wrong the node says that it may be. */
const claimOf = ({ engine, now }: Rig): Q32 => engine.system.rootDelay / 2 + engine.rootDispersion(now);

/** Adds `by` to what stands in `field`. */
const moved =
  (field: TimestampField, by: Q32) =>
  (datagram: Datagram): void => {
    const time = new Timestamp();
    readTimestamp(datagram, field, time);
    time.add(by);
    writeTimestamp(datagram, field, time);
  };

describe("time shifting", () => {
  // A forged second fragment overlays the end of an answer; the origin is in the first one, with the UDP header.
  const fragments: { by: number; isRefused: boolean }[] = [
    ...[-30, 0.01, 1, 3600].map(by => ({ by, isRefused: true })),
    ...[-8, -1, -0.1, -0.01, -0.002, 0.0005, 0.002].map(by => ({ by, isRefused: false })),
  ];
  for (const { by, isRefused } of fragments)
    it(`the transmit timestamp alone is moved by ${by} s: ${isRefused ? "refused" : "no more than is claimed"}`, () => {
      const rig = following();
      const before = rig.association.verdicts[Verdict.Sampled];
      const fields = { edit: moved(TRANSMIT_TIMESTAMP, by * SECOND) };
      rig.passAnswering(HOUR, () => fields);
      assert.ok(Math.abs(rig.error()) <= Math.max(claimOf(rig), MILLISECOND), `${rig.error() / SECOND}`);
      assert.equal(rig.association.verdicts[Verdict.Sampled] === before, isRefused);
    });

  const delays: { name: string; fields: (by: Q32) => AnswerFields }[] = [
    { name: "answers are held up", fields: by => ({ extra: by }) },
    { name: "requests are held up", fields: by => ({ error: by, extra: by }) },
  ];
  for (const { name, fields } of delays)
    for (const by of [0.01, 0.1, 0.5, 1.5])
      it(`${name} by ${by} s: the clock goes by less than half of it, and no farther than is claimed`, () => {
        const rig = following();
        rig.passAnswering(4 * HOUR, () => fields(by * SECOND));
        assert.ok(Math.abs(rig.error()) <= (by * SECOND) / 2 + MILLISECOND, `${rig.error() / SECOND}`);
        assert.ok(Math.abs(rig.error()) <= claimOf(rig), `${rig.error() / SECOND}`);
      });

  it("receive and transmit timestamps are moved together, as only who sees all can: an hour is refused", () => {
    const rig = following();
    rig.passAnswering(HOUR, () => ({
      edit: datagram => {
        moved(RECEIVE_TIMESTAMP, HOUR * SECOND)(datagram);
        moved(TRANSMIT_TIMESTAMP, HOUR * SECOND)(datagram);
      },
    }));
    assert.ok(Math.abs(rig.error()) < MILLISECOND);
  });
});
