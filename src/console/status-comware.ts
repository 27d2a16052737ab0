/** `display ntp-service status` as Comware prints it. */
import { type NodeStatus } from "../runtime/node.js";
import { decimal, MILLISECONDS, PARTS_PER_MILLION, SECONDS } from "./decimal.js";
import { comwareSource, systemReference } from "./source-name.js";
import { pollSeconds } from "./sources.js";
import { comwareTime } from "./time-text.js";

/** While unsynchronized the lines on the system peer are left out. */
export function comwareStatus(status: NodeStatus): string[] {
  const { system } = status;
  const { peer } = system;
  const lines = [
    ` Clock status: ${peer ? "synchronized" : "unsynchronized"}`,
    ` Clock stratum: ${system.stratum}`,
  ];
  if (peer) lines.push(` System peer: ${comwareSource(peer)}`, " Local mode: client");
  lines.push(
    ` Reference clock ID: ${peer ? systemReference(peer, system.refid, system.stratum) : "none"}`,
    ` Leap indicator: ${system.leap >> 1}${system.leap & 1}`,
    ` Clock jitter: ${decimal(system.jitter, SECONDS, 6)} s`,
    ` Stability: ${decimal(system.wander, PARTS_PER_MILLION, 3)} pps`,
    ` Clock precision: 2^${system.precisionLog2}`,
    ` Root delay: ${decimal(system.rootDelay, MILLISECONDS, 5)} ms`,
    ` Root dispersion: ${decimal(status.rootDispersion(), MILLISECONDS, 5)} ms`,
    ` Reference time: ${comwareTime(system.reference)}`,
    ` System poll interval: ${pollSeconds(system.pollLog2)} s`,
  );
  return lines;
}
