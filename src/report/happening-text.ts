/** What happens to a node in a sentence each, for who watches it: a log, a terminal. */
import { Leap, type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { isSymmetric } from "../core/settings.js";
import { Condition } from "../refclock/reference-clock.js";
import { never } from "../time/never.js";
import { isUnspecified } from "../wire/address-kind.js";
import { refidToText } from "../wire/refid.js";
import { decimal, PARTS_PER_MILLION, SECONDS } from "./decimal.js";
import { conditionName } from "./condition-name.js";
import { lossName } from "./loss-name.js";
import { comwareSource } from "./source-name.js";
import { NTP_PORT } from "../wire/header.js";

const STEP_DIGITS = 5;

/** Undefined where there is nothing to tell that is not told otherwise; the arguments are a `Listener`'s. */
export function happeningText(
  happening: Happening,
  association: Association | undefined,
  value: number,
  why: string,
): string | undefined {
  const source = association === undefined ? "" : sourceText(association);
  switch (happening) {
    case Happening.Synchronized:
      return `synchronized to ${source}`;
    case Happening.Unsynchronized:
      return `no longer synchronized${lastSource(source)} (${lossName(value)})`;
    case Happening.Holdover:
      return `holds the time without a source${lastSource(source)} (${lossName(value)})`;
    case Happening.RtcCarries:
      return `the real-time clock carries the time: the clock is ${decimal(-value, SECONDS, STEP_DIGITS)} s ahead of it`;
    case Happening.Resisted:
      return (
        `${source} is ${decimal(value, SECONDS, STEP_DIGITS)} s away from the clock, ` +
        "which is not believed unless it lasts"
      );
    case Happening.Refused:
      return (
        `${source} is refused: it would move the clock by ${decimal(value, SECONDS, STEP_DIGITS)} s, ` +
        "which is beyond the panic threshold"
      );
    case Happening.OffsetTooLarge:
      return `the offset is ${decimal(value, SECONDS, STEP_DIGITS)} s several times in a row, by ${source}`;
    case Happening.OffsetNormal:
      return `the offset is within its limit again, by ${source}`;
    case Happening.SystemPeerChanged:
      return `follows ${source} now`;
    case Happening.StratumChanged:
      return undefined;
    case Happening.LeapChanged:
      return undefined;
    case Happening.Stepped:
      return `the clock was stepped by ${decimal(value, SECONDS, STEP_DIGITS)} s`;
    case Happening.FrequencyAtLimit:
      return (
        `the clock is corrected by ${decimal(value, PARTS_PER_MILLION, 0)} ppm, the limit: ` +
        "the counter is wrong by that or more"
      );
    case Happening.LeapAnnounced:
      return value === Leap.Delete
        ? "a leap second will be left out at the end of the day"
        : "a leap second will be inserted at the end of the day";
    case Happening.LeapWithdrawn:
      return "there will be no leap second after all";
    case Happening.LeapInserted:
      return "a leap second is being inserted";
    case Happening.LeapDeleted:
      return "a leap second was left out";
    case Happening.SecondMoved:
      return value < 0
        ? "most sources have gone back by a second at the end of the month, and so has the clock"
        : "most sources have gone on by a second at the end of the month, and so has the clock";
    case Happening.AssociationUp:
      return `${source} answers`;
    case Happening.AssociationDown:
      return `${source} answers no more`;
    case Happening.Falseticker:
      return `${source} contradicts the other sources: a falseticker`;
    case Happening.Truechimer:
      return `${source} agrees with the other sources again`;
    case Happening.KissOfDeath:
      return `${source} refuses us: ${refidToText(value)}`;
    case Happening.NameNotFound:
      return `${source} has no address, or nobody who knows names can be asked`;
    case Happening.SameServer:
      return `${source} leads only to addresses that are asked already`;
    case Happening.PoolFull:
      return "a source was left out: there is no room for more";
    case Happening.AnyPeer:
      return `${withoutKind(association!)} has become a peer of its own accord, as anyone may`;
    case Happening.AssociationMobilized:
      return `a session with ${source} begins${untoldText(value)}`;
    case Happening.AssociationDemobilized:
      return `the session with ${source} ends${untoldText(value)}`;
    case Happening.AuthenticationFailed:
      return `authentication failed: ${why}${value === 0 ? "" : `, key ${value}`}`;
    case Happening.ServiceStarted:
      return "the NTP service is on";
    case Happening.ServiceStopped:
      return "the NTP service is off";
    case Happening.ConfigurationChanged:
      return `the configuration was changed${why === "" ? "" : ` by ${why}`}`;
    case Happening.DriftRead:
      return `started with ${decimal(value, PARTS_PER_MILLION, 3)} ppm, ${why}`;
    case Happening.DriftRefused:
      return `what is stored of the crystal is not all believed: ${why}`;
    case Happening.CannotServe:
      return `requests are not heard: ${why}; trying again`;
    case Happening.CannotAsk:
      return `${source} cannot be asked: ${reasonText(why, association)}; trying again`;
    case Happening.CannotSend:
      return `broadcasts do not leave: ${reasonText(why, undefined)}; trying again`;
    case Happening.KeyLocked:
      return `key ${value} cannot be used, its cipher text is ${why}: type its secret anew`;
    case Happening.CommunityLocked:
      return `no notifications go to ${why}: type its community name anew`;
    case Happening.SecretsClosed:
      return `no secret can be opened, so ${value} keys cannot be used: ${why}`;
    case Happening.LineDropped:
      return `line ${value} of the saved configuration is left out, ${why}`;
    case Happening.SavedTrouble:
      return `saved configuration: ${why}`;
    case Happening.SecretsVolatile:
      return `secrets of keys are lost when this node stops: ${why}`;
    case Happening.ReceiverLost:
      return `${source} gives no time: ${conditionName(value)}`;
    case Happening.ReceiverBack:
      return `${source} gives the time by its ${value === Condition.Locked ? "pulses" : "text"}`;
    case Happening.ReceiverLeap:
      return `${source} knows the leap seconds: TAI is ${value} s ahead of UTC`;
    case Happening.CannotHear:
      return `${source} is not heard: ${why}; trying again`;
    case Happening.ClockSet:
      return `the clock was set by ${why}, and so moved by ${decimal(value, SECONDS, STEP_DIGITS)} s`;
    case Happening.TrialOver:
      return "nobody confirmed the configuration on trial: the one from before is back";
    case Happening.LoggedIn:
      return `a session from ${why} begins on vty${value}`;
    case Happening.LoggedOut:
      return `the session from ${why} on vty${value} ends`;
    case Happening.LoginFailed:
      return `${value === 1 ? "a wrong password" : `${value} wrong passwords, the last`} from ${why}`;
    case Happening.LoginsHeld:
      return `no password from ${why} is heard for ${value} s, after too many wrong ones`;
    default:
      return never(happening);
  }
}

function lastSource(source: string): string {
  return source === "" ? "" : `: ${source} was the last one`;
}

/**
 * "192.0.2.1"; "peer 192.0.2.1"; "time.example (192.0.2.1)"; "time.example" until it has an address;
 * "192.0.2.1 in vpn1", which may be another one than "192.0.2.1".
 */
function sourceText(association: Association): string {
  const { settings } = association;
  const kind = settings !== undefined && isSymmetric(settings.kind) ? "peer " : "";
  return kind + withoutKind(association);
}

function withoutKind(association: Association): string {
  const { address, isNamed, settings } = association;
  const source = comwareSource(association);
  if (settings === undefined) return source;
  const name = isUnspecified(address) ? settings.host : `${settings.host} (${source})`;
  return `${isNamed ? name : source}${settings.instance === "" ? "" : ` in ${settings.instance}`}`;
}

function untoldText(count: number): string {
  return count === 0 ? "" : `; ${count} more began or ended before it`;
}

/** The system's names of errors that operators meet, in words; others and sentences as they are. */
export function reasonText(why: string, association: Association | undefined): string {
  switch (why) {
    case "ECONNREFUSED":
      return `nobody listens ${portText(association?.settings?.port)}`;
    case "ENETUNREACH":
    case "EHOSTUNREACH":
    case "ENETDOWN":
      return "there is no way to it";
    case "EACCES":
    case "EPERM":
      return "this machine does not let packets out to it";
    default:
      return why;
  }
}

/** Where a request went: the port is told unless it is NTP's own. */
function portText(port = NTP_PORT): string {
  return port === NTP_PORT ? "there" : `on port ${port} there`;
}
