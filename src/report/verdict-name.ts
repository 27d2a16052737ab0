/** What became of a packet, in words. */
import { Verdict } from "../core/verdict.js";
import { never } from "../time/never.js";

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
    case Verdict.QueryAnswered:
      return "query answered";
    case Verdict.QueryRefused:
      return "query refused";
    case Verdict.NoMac:
      return "no MAC";
    case Verdict.UntrustedKey:
      return "untrusted key";
    case Verdict.OtherKey:
      return "other key";
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
