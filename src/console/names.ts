/** The engine's judgements and states in words. */
import { ClockState } from "../core/system.js";
import { Standing, Verdict } from "../core/verdict.js";
import { never } from "../time/never.js";

/** What selection thinks of a source. */
export function standingName(standing: Standing): string {
  switch (standing) {
    case Standing.Unheard:
      return "not heard yet";
    case Standing.Unreachable:
      return "unreachable";
    case Standing.Denied:
      return "refused us";
    case Standing.Unsynchronized:
      return "not synchronized";
    case Standing.BadStratum:
      return "stratum too high";
    case Standing.Loop:
      return "follows us";
    case Standing.Unproven:
      return "too few samples";
    case Standing.TooFar:
      return "too far from a primary";
    case Standing.Follower:
      return "no better than we are";
    case Standing.Falseticker:
      return "falseticker";
    case Standing.LastResort:
      return "last resort";
    case Standing.Outlyer:
      return "outlyer";
    case Standing.Candidate:
      return "candidate";
    case Standing.SystemPeer:
      return "system peer";
    default:
      return never(standing);
  }
}

/** What became of a packet. */
export function verdictName(verdict: Verdict): string {
  switch (verdict) {
    case Verdict.Answered:
      return "answered";
    case Verdict.Sampled:
      return "sampled";
    case Verdict.Malformed:
      return "malformed";
    case Verdict.BadVersion:
      return "bad version";
    case Verdict.UnexpectedMode:
      return "unexpected mode";
    case Verdict.ServiceOff:
      return "service off";
    case Verdict.WrongSource:
      return "wrong source";
    case Verdict.Duplicate:
      return "duplicate";
    case Verdict.BogusOrigin:
      return "bogus origin";
    case Verdict.MissingTimestamp:
      return "missing timestamp";
    case Verdict.Unsynchronized:
      return "unsynchronized";
    case Verdict.BadStratum:
      return "bad stratum";
    case Verdict.RootDistance:
      return "root distance";
    case Verdict.BadDelay:
      return "bad delay";
    case Verdict.Loop:
      return "loop";
    case Verdict.KissDenied:
      return "kiss denied";
    case Verdict.KissRate:
      return "kiss rate";
    case Verdict.KissOther:
      return "kiss other";
    case Verdict.CryptoNak:
      return "crypto-NAK";
    case Verdict.LeapSecondNear:
      return "leap second near";
    case Verdict.SecondMoved:
      return "second moved";
    case Verdict.NoRoom:
      return "no room";
    case Verdict.Replayed:
      return "replayed";
    case Verdict.Reflected:
      return "reflected";
    case Verdict.TooSoon:
      return "too soon";
    case Verdict.TooLate:
      return "too late";
    case Verdict.FoundServer:
      return "found";
    case Verdict.Unsuitable:
      return "unsuitable";
    case Verdict.NoAccess:
      return "access denied";
    case Verdict.Limited:
      return "rate limited";
    case Verdict.NoMac:
      return "no MAC";
    case Verdict.UntrustedKey:
      return "untrusted key";
    case Verdict.ForbiddenKey:
      return "forbidden key";
    case Verdict.WrongMac:
      return "wrong MAC";
    case Verdict.Count:
      return "";
    default:
      return never(verdict);
  }
}

/** VRP's "synchronization state": a clock that is set, its frequency known, is one without a source. */
export function clockStateName(state: ClockState): string {
  switch (state) {
    case ClockState.NotSet:
      return "clock not set";
    case ClockState.FrequencySet:
      return "frequency set by configuration";
    case ClockState.Set:
      return "clock set but frequency not determined";
    case ClockState.Synchronized:
      return "clock synchronized";
    case ClockState.Spike:
      return "spike";
    case ClockState.Holdover:
      return "clock set";
    default:
      return never(state);
  }
}

/** VRP's "sync state", as its private MIB numbers them. */
export function clockStateNumber(state: ClockState): number {
  switch (state) {
    case ClockState.NotSet:
      return 0;
    case ClockState.FrequencySet:
      return 1;
    case ClockState.Set:
      return 3;
    case ClockState.Synchronized:
      return 4;
    case ClockState.Spike:
      return 5;
    case ClockState.Holdover:
      return 2;
    default:
      return never(state);
  }
}
