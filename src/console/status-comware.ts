/** `display ntp-service status` as Comware prints it. */
import { MAXSTRAT } from "../core/association.js";
import { type NodeStatus } from "../runtime/node.js";
import { decimal, MILLISECONDS, PARTS_PER_MILLION, SECONDS } from "../report/decimal.js";
import { comwareLocalMode } from "./mode-names.js";
import { comwareSource, systemReference } from "../report/source-name.js";
import { pollSeconds } from "./sources.js";
import { comwareTime } from "../report/time-text.js";

/** While unsynchronized there are no lines on the system peer; in holdover they say that there is none. */
export function comwareStatus(status: NodeStatus): string[] {
  const { system } = status;
  const { peer } = system;
  const isSynchronized = system.stratum < MAXSTRAT;
  const lines = [
    ` Clock status: ${isSynchronized ? "synchronized" : "unsynchronized"}`,
    ` Clock stratum: ${system.stratum}`,
  ];
  const source = peer ? comwareSource(peer) : "none (holdover)";
  if (isSynchronized)
    lines.push(` System peer: ${source}`, ` Local mode: ${peer ? comwareLocalMode(peer) : "client"}`);
  lines.push(
    ` Reference clock ID: ${isSynchronized ? systemReference(peer, system.refid, system.stratum) : "none"}`,
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
