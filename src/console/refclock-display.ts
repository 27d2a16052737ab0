/** `display ntp-service refclock`: receivers of time, and with `verbose` what a person debugs them with. */
import { AssociationKind, type AssociationSettings } from "../core/settings.js";
import { type ReferenceClockSettings, referenceClockHost } from "../core/clock-settings.js";
import { Antenna, Fix, type ReceiverStatus, type SatelliteView } from "../refclock/reference-clock.js";
import { conditionName } from "../report/condition-name.js";
import { decimal, MILLISECONDS } from "../report/decimal.js";
import { type NodeStatus } from "../runtime/node.js";
import { never } from "../time/never.js";

/** The same in both dialects: the vendors have no such command. */
export function refclockLines(status: NodeStatus): string[] {
  return linesOf(status, (one, seen) => briefLines(status, one, seen));
}

/** With satellites, counts, and what is configured. */
export function refclockVerbose(status: NodeStatus): string[] {
  return linesOf(status, (one, seen) => [
    ...briefLines(status, one, seen),
    ...countLines(seen),
    ...satelliteLines(seen.inView),
  ]);
}

function linesOf(
  status: NodeStatus,
  show: (one: ReferenceClockSettings, seen: ReceiverStatus) => string[],
): string[] {
  const { enabled, referenceClocks } = status.settings;
  if (referenceClocks.length === 0) return ["No reference clock is configured."];
  if (!enabled) return ["The NTP service is off."];
  return referenceClocks.flatMap(one => {
    const seen = status.receiver(one.unit);
    return seen === undefined ? [] : show(one, seen);
  });
}

function briefLines(status: NodeStatus, one: ReferenceClockSettings, seen: ReceiverStatus): string[] {
  const { pulse, serial } = one;
  const host = referenceClockHost(one);
  const isThis = ({ kind, host: other }: AssociationSettings): boolean =>
    kind === AssociationKind.ReferenceClock && other === host;
  const association = status.associations.find(({ settings }) => settings !== undefined && isThis(settings));
  const why =
    association === undefined ? "there is no room for more sessions" : status.obstacles.of(association);
  return [
    ` Reference clock: ${host}, GPS receiver on ${serial}${pulse === "" ? "" : `, pulses on ${pulse}`}`,
    `   State: ${why === "" ? conditionName(seen.condition) : why}`,
    `   Fix: ${fixName(seen.fix)}, satellites used: ${seen.used ?? "-"}, in view: ${seen.inView.count}, HDOP: ${dopText(seen.dop)}`,
    `   Antenna: ${antennaName(seen.antenna)}`,
    `   Leap seconds: ${leapText(seen)}`,
    `   Pulse jitter: ${milliseconds(seen.pulseJitter)} ms`,
    `   Text after its second: ${milliseconds(seen.labelDelay)} ms +/- ${milliseconds(seen.labelWindow)} ms${seen.isDelayKnown ? "" : ", supposed"}`,
  ];
}

function countLines({ counts, latitude, longitude, rollovers }: ReceiverStatus): string[] {
  return [
    `   Position: ${degrees(latitude)}, ${degrees(longitude)}`,
    `   Octets: ${counts.octets}, sentences: ${counts.sentences}, UBX frames: ${counts.frames}`,
    `   Bad checksums: ${counts.badChecksums}, broken: ${counts.broken}`,
    `   Pulses: ${counts.pulses}, refused: ${counts.refusedPulses}`,
    `   Seconds named: ${counts.labels}, refused: ${counts.refusedLabels}`,
    `   Readings: ${counts.samples}`,
    `   Week rollovers made good: ${rollovers}`,
  ];
}

function satelliteLines({ count, systems, ids, elevations, azimuths, signals }: SatelliteView): string[] {
  if (count === 0) return [];
  const lines = ["   Satellite  Elevation  Azimuth  C/N0(dBHz)"];
  for (let i = 0; i < count; i++) {
    const name = `G${String.fromCharCode(systems[i])}${ids[i]}`.padEnd(9);
    const signal = signals[i] === 0 ? "-" : String(signals[i]);
    const columns = [String(elevations[i]).padEnd(9), String(azimuths[i]).padEnd(7), signal];
    lines.push(`   ${name}  ${columns.join("  ")}`);
  }
  return lines;
}

function fixName(fix: Fix): string {
  switch (fix) {
    case Fix.None:
      return "none";
    case Fix.Time:
      return "time";
    case Fix.TwoDimensional:
      return "2D";
    case Fix.ThreeDimensional:
      return "3D";
    default:
      return never(fix);
  }
}

function antennaName(antenna: Antenna): string {
  switch (antenna) {
    case Antenna.Unknown:
      return "not told";
    case Antenna.Good:
      return "good";
    case Antenna.Short:
      return "shorted";
    case Antenna.Open:
      return "open";
    default:
      return never(antenna);
  }
}

function leapText({ leap: { change, taiOffsetSec } }: ReceiverStatus): string {
  const known = taiOffsetSec === undefined ? "not known" : `TAI is ${taiOffsetSec} s ahead of UTC`;
  if (change === 0) return known;
  return `${known}, one ${change > 0 ? "inserted" : "left out"} is announced`;
}

function milliseconds(duration: number): string {
  return decimal(duration, MILLISECONDS, 4);
}

function dopText(dop: number | undefined): string {
  return dop === undefined ? "-" : (dop / 100).toFixed(2);
}

function degrees(value: number | undefined): string {
  return value === undefined ? "-" : (value / 1e7).toFixed(7);
}
