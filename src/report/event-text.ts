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
import { Endpoint } from "../wire/address.js";
import { type Named, sourceAddress } from "./source-name.js";

/** H3C's word for no server. */
const NOBODY = "0.0.0.0";

/** Huawei's name for the public VPN instance. */
const PUBLIC = "_public_";

export class EventText {
  #stratum: number;
  #leap: number;
  /** The last system peer, whose association may be another's by now; without settings: nobody. */
  readonly #followed = { address: new Endpoint(), settings: undefined as Named["settings"] };

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
    const text = this.#text(vendor, happening, association, value, why);
    this.remember(happening, association, value);
    return text;
  }

  /** Takes in what happened without a word of it. Allocates nothing. */
  remember(happening: Happening, association: Association | undefined, value: number): void {
    switch (happening) {
      case Happening.StratumChanged:
        this.#stratum = value;
        return;
      case Happening.LeapChanged:
        this.#leap = value;
        return;
      case Happening.Synchronized:
      case Happening.SystemPeerChanged:
        this.#followed.address.copy(association!.address);
        this.#followed.settings = association!.settings;
        return;
      case Happening.Unsynchronized:
        this.#followed.settings = undefined;
        return;
      default:
        return;
    }
  }

  #text(
    vendor: Vendor,
    happening: Happening,
    association: Association | undefined,
    value: number,
    why: string,
  ): string | undefined {
    const isHuawei = vendor === Vendor.Huawei;
    switch (happening) {
      case Happening.StratumChanged:
        return `System stratum ${changeText(vendor, this.#stratum, value)}`;
      case Happening.LeapChanged:
        return `System ${isHuawei ? "leap" : "Leap Indicator"} ${changeText(vendor, this.#leap, value)}`;
      case Happening.Synchronized:
      case Happening.SystemPeerChanged:
        if (!isHuawei)
          return `NTP server's IP address changed from ${nameOf(this.#followed)} to ${nameOf(association!)}.`;
        return happening === Happening.Synchronized
          ? `NTP state changed from unsynchronized to synchronized. (${huaweiSource(association!)})`
          : happeningText(happening, association, value, why);
      case Happening.Unsynchronized: {
        const reason = `Reason = ${lossName(value)}`;
        return isHuawei
          ? `NTP state changed from synchronized to unsynchronized. (${huaweiSource(this.#followed)}, ${reason})`
          : `Lost synchronization with NTP server with IP address ${nameOf(this.#followed)}. (${reason})`;
      }
      default:
        return happeningText(happening, association, value, why);
    }
  }
}

function nameOf(source: Named): string {
  return source.settings === undefined ? NOBODY : sourceAddress(source);
}

function huaweiSource(source: Named): string {
  const instance = source.settings?.instance ?? "";
  return `SynchronizationSourceAddress = ${nameOf(source)}, VpnInstance = ${instance === "" ? PUBLIC : instance}`;
}

function changeText(vendor: Vendor, before: number, after: number): string {
  const verb = vendor === Vendor.Huawei ? "changes" : "changed";
  return `${verb} from ${before} to ${after} after clock update.`;
}
