/** A node as a clock that is kept over sleeps. */
import { MAXSTRAT } from "../core/association.js";
import { half, MAXDISP, type Q32, type Rate } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { type NtpNode } from "./node.js";
import { type KeptClock } from "./sleep-port.js";

export class KeptNode implements KeptClock {
  private readonly node: NtpNode;

  constructor(node: NtpNode) {
    this.node = node;
  }

  get isSynchronized(): boolean {
    return this.node.status.system.stratum < MAXSTRAT;
  }

  get frequency(): Rate {
    return this.node.status.system.frequency;
  }

  time(into: Timestamp): Q32 {
    const { status } = this.node;
    status.time(into);
    return Math.min(half(status.system.rootDelay) + status.rootDispersion(), MAXDISP);
  }

  stop(): void {
    this.node.stop();
  }
}
