/** Why packets are dropped, as VRP sorts it. */
import { never } from "../time/never.js";
import { Verdict } from "./verdict.js";

export const enum DropReason {
  /** It was processed. */
  None,
  /** It says nothing about the time that could be used, or did so before. */
  Validity,
  Authentication,
  /** It is no packet of NTP, or of no mode that is expected. */
  Invalid,
  AccessDenied,
  RateLimited,
  /** It was handled too late. */
  Delay,
  /** The interface is deaf. */
  InterfaceDisabled,
  /** There was no place for another association. */
  NoRoom,
  ServerDisabled,
  /** Its offset is beyond what is followed. */
  OffsetLimit,
  Others,
  /** One past the last: how many there are. */
  Count,
}

/** Why a packet was dropped of which this became; a kiss-o'-death is taken in, though it gives no time. */
export function dropReasonOf(verdict: Verdict): DropReason {
  switch (verdict) {
    case Verdict.Answered:
    case Verdict.Sampled:
    case Verdict.KissDenied:
    case Verdict.KissRate:
    case Verdict.KissOther:
    case Verdict.FoundServer:
    case Verdict.QueryAnswered:
    case Verdict.QueryRefused:
      return DropReason.None;
    case Verdict.Malformed:
    case Verdict.BadVersion:
    case Verdict.UnexpectedMode:
      return DropReason.Invalid;
    case Verdict.WrongSource:
    case Verdict.Duplicate:
    case Verdict.BogusOrigin:
    case Verdict.MissingTimestamp:
    case Verdict.Unsynchronized:
    case Verdict.BadStratum:
    case Verdict.RootDistance:
    case Verdict.BadDelay:
    case Verdict.Loop:
    case Verdict.Replayed:
    case Verdict.Reflected:
      return DropReason.Validity;
    case Verdict.CryptoNak:
    case Verdict.NoMac:
    case Verdict.UntrustedKey:
    case Verdict.OtherKey:
    case Verdict.ForbiddenKey:
    case Verdict.WrongMac:
      return DropReason.Authentication;
    case Verdict.NoAccess:
      return DropReason.AccessDenied;
    case Verdict.Limited:
    case Verdict.TooSoon:
      return DropReason.RateLimited;
    case Verdict.TooLate:
      return DropReason.Delay;
    case Verdict.NoRoom:
      return DropReason.NoRoom;
    case Verdict.ServiceOff:
      return DropReason.ServerDisabled;
    case Verdict.LeapSecondNear:
    case Verdict.SecondMoved:
    case Verdict.Unsuitable:
      return DropReason.Others;
    case Verdict.Count:
      throw new RangeError("no verdict");
    default:
      return never(verdict);
  }
}
