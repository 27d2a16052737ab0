/**
 * The commands that bound what synchronization may do to the clock: ours, in the vendors' manner, but
 * `sync-interval`. Of Huawei's only some switches' `spike-offset`, from 32 to 128 ms, is like one of them.
 */
import { both, each } from "./dialect.js";
import { integer } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, param } from "./syntax.js";

const STEP = param(
  "milliseconds",
  integer(0, 60_000),
  "ms: beyond it the clock steps; 0: only until synchronized",
  both(128),
);

const STEP_THRESHOLD = setting({
  spellings: ["ntp-service step-threshold"],
  help: "Which offsets are stepped rather than slewed",
  form: Form.Scalar,
  params: [STEP],
  apply(values, { dialect }, draft) {
    draft.stepThresholdMs = need(values, STEP, dialect);
  },
});

const PANIC = param(
  "seconds",
  integer(0, 1_000_000),
  "s: largest offset corrected by itself; 0: no limit",
  both(1000),
);

const PANIC_THRESHOLD = setting({
  spellings: ["ntp-service panic-threshold"],
  help: "How far a clock may be moved once it was synchronized",
  form: Form.Scalar,
  params: [PANIC],
  apply(values, { dialect }, draft) {
    draft.panicThresholdSec = need(values, PANIC, dialect);
  },
});

// RFC 5905 WATCH is beyond the range of Huawei's command.
const SYNC = param(
  "seconds",
  integer(180, 600),
  "s: how long an offset to be stepped must last",
  each(900, 600),
);

const SYNC_INTERVAL = setting({
  spellings: ["ntp-service sync-interval"],
  help: "How soon the clock follows a server whose time has changed",
  form: Form.Scalar,
  params: [SYNC],
  apply(values, { dialect }, draft) {
    draft.syncIntervalSec = need(values, SYNC, dialect);
  },
});

const RATE = param("ppm", integer(1, 50_000), "ppm: fastest slew", both(500));

const SLEW_RATE = setting({
  spellings: ["ntp-service slew-rate"],
  help: "How fast a synchronized clock may be slewed",
  form: Form.Scalar,
  params: [RATE],
  apply(values, { dialect }, draft) {
    draft.slewRatePpm = need(values, RATE, dialect);
  },
});

export const DISCIPLINE_SETTINGS: readonly Setting[] = Object.freeze([
  STEP_THRESHOLD,
  PANIC_THRESHOLD,
  SYNC_INTERVAL,
  SLEW_RATE,
]);
