/**
 * Happenings as a log tells them: in the vendors' sentences where they have one, since parsers know these;
 * else as `happeningText` does. Some say what was before, which is kept here.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { type System } from "../core/system.js";
import { Followed } from "./followed.js";
import { happeningText } from "./happening-text.js";
import { instanceName } from "./instance-name.js";
import { loginText } from "./login-text.js";
import { lossName } from "./loss-name.js";
import { Vendor } from "./settings.js";
import { type Named, sourceAddress } from "./source-name.js";

/** H3C's word for no server. */
const NOBODY = "0.0.0.0";

export class EventText {
  private stratum: number;
  private leap: number;
  private readonly followed = new Followed();

  /** `system`: as it is before anything happens. */
  constructor({ stratum, leap }: System) {
    this.stratum = stratum;
    this.leap = leap;
  }

  /** Undefined where there is nothing to tell; the other arguments are a `Listener`'s. */
  of(
    vendor: Vendor,
    happening: Happening,
    association: Association | undefined,
    value: number,
    why: string,
  ): string | undefined {
    const text = this.text(vendor, happening, association, value, why);
    this.remember(happening, association, value);
    return text;
  }

  /** Takes in what happened without a word of it. Allocates nothing. */
  remember(happening: Happening, association: Association | undefined, value: number): void {
    this.followed.take(happening, association);
    if (happening === Happening.StratumChanged) this.stratum = value;
    if (happening === Happening.LeapChanged) this.leap = value;
  }

  private text(
    vendor: Vendor,
    happening: Happening,
    association: Association | undefined,
    value: number,
    why: string,
  ): string | undefined {
    const isHuawei = vendor === Vendor.Huawei;
    switch (happening) {
      case Happening.StratumChanged:
        return `System stratum ${changeText(vendor, this.stratum, value)}`;
      case Happening.LeapChanged:
        return `System ${isHuawei ? "leap" : "Leap Indicator"} ${changeText(vendor, this.leap, value)}`;
      case Happening.Synchronized:
      case Happening.SystemPeerChanged:
        if (!isHuawei)
          return `NTP server's IP address changed from ${nameOf(this.followed)} to ${nameOf(association!)}.`;
        return happening === Happening.Synchronized
          ? `NTP state changed from unsynchronized to synchronized. (${huaweiSource(association!)})`
          : happeningText(happening, association, value, why);
      case Happening.Unsynchronized: {
        const reason = `Reason = ${lossName(value)}`;
        return isHuawei
          ? `NTP state changed from synchronized to unsynchronized. (${huaweiSource(this.followed)}, ${reason})`
          : `Lost synchronization with NTP server with IP address ${nameOf(this.followed)}. (${reason})`;
      }
      case Happening.LoggedIn:
      case Happening.LoggedOut:
      case Happening.LoginFailed:
      case Happening.LoginsHeld:
        return loginText(vendor, happening, value, why);
      default:
        return happeningText(happening, association, value, why);
    }
  }
}

function nameOf(source: Named): string {
  return source.settings === undefined ? NOBODY : sourceAddress(source);
}

function huaweiSource(source: Named): string {
  const instance = instanceName(source.settings?.instance ?? "");
  return `SynchronizationSourceAddress = ${nameOf(source)}, VpnInstance = ${instance}`;
}

function changeText(vendor: Vendor, before: number, after: number): string {
  const verb = vendor === Vendor.Huawei ? "changes" : "changed";
  return `${verb} from ${before} to ${after} after clock update.`;
}
