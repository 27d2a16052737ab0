/** Trials: what a clock may be moved by, and how fast, as configured; a server that jumps puts it to the test. */
import { Happening } from "../../../src/core/happening.js";
import { ClockState } from "../../../src/core/system.js";
import { MILLISECOND, SECOND, type Q32 } from "../../../src/time/fixed.js";
import { step } from "../course.js";
import { exponential } from "../delay.js";
import { type Limits, type Trial } from "./trial.js";

const run = { seconds: 20_000, settling: 5_000 };
const END = 19_999;
const AT = 10_000;
/** So long a clock that others rely on resists (RFC 5905 WATCH). */
const WATCH = 900;
const there = exponential(5e-3, 0.2e-3);

/** A server that jumps, and a client that is told `config`. */
function jump(by: Q32, config: readonly string[], limits: Limits): Pick<Trial, "servers" | "client"> {
  return {
    servers: [{ there, error: step(by, AT) }],
    client: { config, limits: { honestUntil: AT, ...limits } },
  };
}

const SLEWN = { tells: { [Happening.Holdover]: [0, 1] } } as const;
const STEPPED = { tells: { [Happening.Stepped]: 1, [Happening.Holdover]: [0, 1] } } as const;

export const THRESHOLDS: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "100 ms are slewed, by 500 ppm at most",
    ...run,
    ...jump(100 * MILLISECOND, [], {
      rate: 700e-6,
      spans: [
        { from: AT, to: AT + 190, within: 95e-3 },
        { from: AT + 600, to: END, about: 0.1, within: 1e-3 },
      ],
    }),
  },
  {
    name: "100 ms back are slewed, by 500 ppm at most",
    ...run,
    ...jump(-100 * MILLISECOND, [], {
      rate: 700e-6,
      spans: [{ from: AT + 600, to: END, about: -0.1, within: 1e-3 }],
    }),
  },
  {
    name: "100 ms are slewed by 50 ppm at most, if so configured",
    ...run,
    ...jump(100 * MILLISECOND, ["ntp-service slew-rate 50"], {
      rate: 150e-6,
      spans: [{ from: AT + 3000, to: END, about: 0.1, within: 1e-3 }],
    }),
  },
  {
    name: "100 ms are slewed by 5000 ppm at most, if so configured",
    ...run,
    ...jump(100 * MILLISECOND, ["ntp-service slew-rate 5000"], {
      rate: 5150e-6,
      spans: [{ from: AT + 300, to: END, about: 0.1, within: 1e-3 }],
    }),
  },
  {
    name: "100 ms are stepped where 50 are the limit",
    ...run,
    ...jump(100 * MILLISECOND, ["ntp-service step-threshold 50"], {
      ...STEPPED,
      spans: [
        { from: AT, to: AT + WATCH, within: 1e-3 },
        { from: AT + WATCH + 200, to: END, about: 0.1, within: 1e-3 },
      ],
    }),
  },
  {
    name: "a second is slewed where sixty are the limit",
    ...run,
    ...jump(SECOND, ["ntp-service step-threshold 60000"], {
      ...SLEWN,
      rate: 700e-6,
      spans: [{ from: AT + 3000, to: END, about: 1, within: 2e-3 }],
    }),
  },
  {
    name: "a second is slewed where nothing is stepped",
    ...run,
    ...jump(SECOND, ["ntp-service step-threshold 0"], {
      ...SLEWN,
      rate: 700e-6,
      spans: [{ from: AT + WATCH + 3000, to: END, about: 1, within: 2e-3 }],
    }),
  },
  {
    name: "a second back is slewed where nothing is stepped",
    ...run,
    ...jump(-SECOND, ["ntp-service step-threshold 0"], {
      ...SLEWN,
      rate: 700e-6,
      spans: [{ from: AT + WATCH + 3000, to: END, about: -1, within: 2e-3 }],
    }),
  },
  {
    name: "an hour is stepped at boot even where nothing is stepped",
    ...run,
    servers: [{ there }],
    client: {
      bootOffset: 3600 * SECOND,
      config: ["ntp-service step-threshold 0"],
      limits: { rms: 36e-6, max: 130e-6, toMillisecond: 8 },
    },
  },
  {
    name: "ten seconds are refused where five are the limit",
    ...run,
    ...jump(10 * SECOND, ["ntp-service panic-threshold 5"], {
      tells: { [Happening.Refused]: 1, [Happening.Holdover]: 1 },
      spans: [{ from: AT, to: END, within: 5e-3 }],
      moments: [{ second: END, state: ClockState.Holdover }],
    }),
  },
  {
    name: "two hours are stepped where there is no limit",
    ...run,
    ...jump(7200 * SECOND, ["ntp-service panic-threshold 0"], {
      ...STEPPED,
      spans: [{ from: AT + WATCH + 200, to: END, about: 7200, within: 1e-3 }],
    }),
  },
]);
