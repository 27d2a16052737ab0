/**
 * `ntp-service refclock gps`: ours, in the manner of `refclock-master`, for the vendors' boxes take no time
 * from a receiver of their own by NTP.
 */
import { Edge } from "../core/clock-settings.js";
import { type Context, type Wires } from "./cursor.js";
import { both, type Dialect } from "./dialect.js";
import { choice, explainedChoice, FLAG, integer, text } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, type Objection, option, optional, required, valueOf, type Values } from "./syntax.js";

/** TAI was so far ahead of GPS time when that began, and is. */
const TAI_TO_GPS_SEC = 19;

const MOST_UNIT = 3;
const LONGEST_NAME = 63;

/** What receivers talk at. */
const RATES = choice("4800", "9600", "19200", "38400", "57600", "115200", "230400", "460800", "921600");

const NAME = text(LONGEST_NAME);
const EDGES = explainedChoice(
  ["rising", "The second begins as the pulse does"],
  ["falling", "The second begins as the pulse ends, or the input is inverted"],
);

const UNIT = optional("unit", integer(0, MOST_UNIT), "Unit: its address is 127.127.20.UNIT", both(0));
const SERIAL = required("serial", NAME, "Serial line that the receiver is at");
const BAUD = option("baud", RATES, "Bits a second of that line; over USB 921600", both("9600"));
const PULSE = option("pps", NAME, "Input of its pulses, one a second");
const EDGE = option("edge", EDGES, "Edge of the pulse that marks the second", both("rising"));
const OFFSET = option(
  "offset",
  integer(0, 500_000),
  "us: how long after its second a pulse is seen",
  both(0),
);
const DELAY = option(
  "delay",
  integer(0, 999),
  "ms: how long after its second the text begins, else measured by pulses or others",
);
const LEAPS = option("leap-seconds", integer(18, 99), "s: what GPS time is ahead of UTC, else as received");
const PRIORITY = option("priority|preference|preferred", FLAG, "Prefer this source over the others");

export const RECEIVER = setting({
  spellings: ["ntp-service refclock gps"],
  givesWayTo: "refclock-master",
  help: "Take time from a GPS receiver",
  form: Form.Several,
  params: [UNIT, SERIAL],
  options: [BAUD, PULSE, EDGE, OFFSET, DELAY, LEAPS, PRIORITY],
  rank: values => (values[UNIT.name] as number | undefined) ?? 0,
  check: (values, context) => checkPulse(values) ?? checkWires(values, context),
  apply(values, { dialect }, draft) {
    const leapSeconds = valueOf(values, LEAPS, dialect);
    draft.referenceClocks.push({
      unit: need(values, UNIT, dialect),
      serial: need(values, SERIAL, dialect),
      baud: Number(need(values, BAUD, dialect)),
      pulse: valueOf(values, PULSE, dialect) ?? "",
      edge: need(values, EDGE, dialect) === "falling" ? Edge.Falling : Edge.Rising,
      pulseDelayUs: need(values, OFFSET, dialect),
      textDelayMs: valueOf(values, DELAY, dialect),
      taiOffsetSec: leapSeconds === undefined ? undefined : leapSeconds + TAI_TO_GPS_SEC,
      prefer: valueOf(values, PRIORITY, dialect) ?? false,
    });
  },
});

export const RECEIVER_SETTINGS: readonly Setting[] = Object.freeze([RECEIVER]);

/** Where an entry of `RECEIVER` has its receiver. */
export function wiresOf(values: Values, dialect: Dialect): Wires {
  return {
    unit: need(values, UNIT, dialect),
    serial: need(values, SERIAL, dialect),
    pulse: valueOf(values, PULSE, dialect),
  };
}

/** Objects to words about pulses where none are wired. */
function checkPulse(values: Values): Objection | undefined {
  if (values[PULSE.name] !== undefined) return undefined;
  const param = [EDGE, OFFSET].find(({ name }) => values[name] !== undefined);
  return param && { param, why: "it says something of pulses, and pps names no input for them" };
}

/** Objects to what another receiver is wired to. */
function checkWires(values: Values, { dialect, receivers }: Context): Objection | undefined {
  const { unit, serial, pulse } = wiresOf(values, dialect);
  for (const other of receivers) {
    if (other.unit === unit) continue;
    if (other.serial === serial) return { param: SERIAL, why: `receiver ${other.unit} is at this line` };
    if (pulse !== undefined && other.pulse === pulse)
      return { param: PULSE, why: `receiver ${other.unit} has its pulses by this input` };
  }
  return undefined;
}
