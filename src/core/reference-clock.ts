/** Associations with a clock at hand instead of a server: sampled at every poll, without packets. */
import { log2Seconds, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { refidFromText } from "../wire/refid.js";
import { Leap, type Association } from "./association.js";
import { type Core } from "./core.js";
import { Pace } from "./schedule.js";
import { AssociationKind } from "./settings.js";

export class ReferenceClock {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Those that are configured take up at once what is now said of them. */
  configured(associations: readonly Association[], now: Instant): void {
    for (const one of associations)
      if (one.settings?.kind === AssociationKind.LocalClock) this.start(one, now);
  }

  start(association: Association, now: Instant): void {
    parseAddress(association.settings!.host, association.address);
    association.schedule.begin(Pace.Steady, now);
  }

  /** Polls the clock if it is due; answers whether it was. */
  wake(association: Association, now: Instant): boolean {
    const { schedule } = association;
    if (now.since(schedule.nextAt) < 0) return false;
    association.reach = (association.reach << 1) & 0xff;
    association.sent++;
    schedule.nextAt.copy(now);
    schedule.nextAt.add(log2Seconds(association.pollLog2));
    this.#core.sink.measure(association);
    return true;
  }

  /** A sample of the clock: `offset` against ours, as good as `dispersion`; `stratum` is the clock's own. */
  sampled(
    association: Association,
    stratum: number,
    offset: Q32,
    dispersion: Q32,
    at: Instant,
    now: Instant,
  ): void {
    association.reach |= 1;
    association.received++;
    association.leap = Leap.None;
    association.stratum = stratum;
    association.refid = LOCL;
    association.rootDelay = 0;
    association.rootDispersion = 0;
    association.isHeard = true;
    association.lastReceivedAt.copy(at);
    this.#core.clock.read(at, association.reference);
    association.transmit.copy(association.reference);
    association.receive.copy(association.reference);
    association.destination.copy(association.reference);
    association.filter.add(offset, 0, dispersion, at, now);
  }
}

const LOCL = refidFromText("LOCL");
