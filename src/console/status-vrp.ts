/** `display ntp-service status` as VRP prints it: the twelve lines that parsers of routers' output know. */
import { MAXSTRAT } from "../core/association.js";
import { MAXDISP, SECOND } from "../time/fixed.js";
import { type NodeStatus } from "../runtime/node.js";
import { clockStateName } from "./names.js";
import { decimal, MILLISECONDS, SECONDS } from "../report/decimal.js";
import { vrpSystemReference } from "../report/source-name.js";
import { dispersionOf } from "./sources.js";
import { vrpTime } from "../report/time-text.js";

/** VRP gives frequencies as those of the tick that its clocks once had. */
const NOMINAL_HZ = 100;

/** Twelve lines, synchronized or not. */
export function vrpStatus(status: NodeStatus): string[] {
  const { system } = status;
  const { peer } = system;
  const isSynchronized = system.stratum < MAXSTRAT;
  // A counter that has to be sped up is slow.
  const actual = NOMINAL_HZ * (SECOND - system.frequency);
  return [
    ` clock status: ${isSynchronized ? "synchronized" : "unsynchronized"}`,
    ` clock stratum: ${system.stratum}`,
    ` reference clock ID: ${isSynchronized ? vrpSystemReference(peer, system.refid, system.stratum) : "none"}`,
    ` nominal frequency: ${decimal(NOMINAL_HZ * SECOND, SECONDS, 4)} Hz`,
    ` actual frequency: ${decimal(actual, SECONDS, 4)} Hz`,
    ` clock precision: 2^${-system.precisionLog2}`,
    ` clock offset: ${decimal(system.offset, MILLISECONDS, 4)} ms`,
    ` root delay: ${decimal(system.rootDelay, MILLISECONDS, 2)} ms`,
    ` root dispersion: ${decimal(status.rootDispersion(), MILLISECONDS, 2)} ms`,
    ` peer dispersion: ${decimal(peer ? dispersionOf(peer) : MAXDISP, MILLISECONDS, 2)} ms`,
    ` reference time: ${vrpTime(system.reference)}`,
    ` synchronization state: ${clockStateName(system.clockState)}`,
  ];
}
