/**
 * Happenings as a log tells them: in the vendors' sentences where they have one, since parsers know these;
 * else as `happeningText` does. Some say what was before, which is kept here.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { type System } from "../core/system.js";
import { happeningText } from "./happening-text.js";
import { lossName } from "./loss-name.js";
import { Vendor } from "./settings.js";
import { sourceAddress } from "./source-name.js";

/** H3C's word for no server. */
const NOBODY = "0.0.0.0";

/** Huawei's name for the public VPN instance. */
const PUBLIC = "_public_";

export class EventText {
  #stratum: number;
  #leap: number;
  /** The address of the last system peer, and its VPN instance. */
  #source = NOBODY;
  #instance = PUBLIC;

  /** `system`: as it is before anything happens. */
  constructor({ stratum, leap }: System) {
    this.#stratum = stratum;
    this.#leap = leap;
  }

  /** Undefined where there is nothing to tell; the other arguments are a `Listener`'s. */
  of(
    vendor: Vendor,
    happening: Happening,
    association: Association | undefined,
    value: number,
    why: string,
  ): string | undefined {
    const isHuawei = vendor === Vendor.Huawei;
    switch (happening) {
      case Happening.StratumChanged: {
        const change = changeText(vendor, this.#stratum, value);
        this.#stratum = value;
        return `System stratum ${change}`;
      }
      case Happening.LeapChanged: {
        const change = changeText(vendor, this.#leap, value);
        this.#leap = value;
        return `System ${isHuawei ? "leap" : "Leap Indicator"} ${change}`;
      }
      case Happening.Synchronized:
      case Happening.SystemPeerChanged: {
        const before = this.#source;
        this.#follow(association!);
        if (!isHuawei) return `NTP server's IP address changed from ${before} to ${this.#source}.`;
        return happening === Happening.Synchronized
          ? `NTP state changed from unsynchronized to synchronized. (${this.#huaweiSource()})`
          : happeningText(happening, association, value, why);
      }
      case Happening.Unsynchronized: {
        const reason = `Reason = ${lossName(value)}`;
        const text = isHuawei
          ? `NTP state changed from synchronized to unsynchronized. (${this.#huaweiSource()}, ${reason})`
          : `Lost synchronization with NTP server with IP address ${this.#source}. (${reason})`;
        this.#source = NOBODY;
        this.#instance = PUBLIC;
        return text;
      }
      default:
        return happeningText(happening, association, value, why);
    }
  }

  #follow(association: Association): void {
    const { instance } = association.settings!;
    this.#source = sourceAddress(association);
    this.#instance = instance === "" ? PUBLIC : instance;
  }

  #huaweiSource(): string {
    return `SynchronizationSourceAddress = ${this.#source}, VpnInstance = ${this.#instance}`;
  }
}

function changeText(vendor: Vendor, before: number, after: number): string {
  const verb = vendor === Vendor.Huawei ? "changes" : "changed";
  return `${verb} from ${before} to ${after} after clock update.`;
}
