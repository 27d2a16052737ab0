/**
 * The variables of an association, as control queries tell them (RFC 9327 section 4.2), in ntpd's names and
 * units: milliseconds. Nothing is told that an answer to our requests must prove to know.
 */
import { MAXDISP, type Q32 } from "../time/fixed.js";
import { type ControlWriter } from "../wire/control-writer.js";
import { Mode } from "../wire/header.js";
import { Kiss } from "../wire/kiss.js";
import { MAXSTRAT, type Association } from "./association.js";
import { absent, unusual, usual, type Variable } from "./control-variables.js";
import { STAGES } from "./register.js";
import { AssociationKind, isAtHand } from "./settings.js";
import { never } from "../time/never.js";
import { Standing, Verdict } from "./verdict.js";

const MILLISECONDS = 1000;

/** What ntpd calls the mode of one who listens to broadcasts. */
const BROADCAST_CLIENT = 6;

/** The upper half of 127.127.t.u, what a reference clock has for an address. */
const CLOCK_NETWORK = 0x7f7f;

/** In the order in which they are told where none is asked for by name. */
export const ASSOCIATION_VARIABLES: readonly Variable<Association>[] = Object.freeze([
  usual<Association>("srcadr", (out, { address }) => out.address(address)),
  usual<Association>("srcport", (out, { address }) => out.unsigned(address.port)),
  usual<Association>("srchost", writeHost, association => association.isNamed || isClock(association)),
  usual<Association>("leap", (out, { leap }) => out.unsigned(leap)),
  usual<Association>("stratum", (out, { stratum }) => out.unsigned(stratum)),
  usual<Association>("precision", (out, { precisionLog2 }) => out.signed(precisionLog2)),
  usual<Association>("rootdelay", (out, { rootDelay }) => out.decimal(rootDelay, MILLISECONDS, 3)),
  usual<Association>("rootdisp", (out, { rootDispersion }) => out.decimal(rootDispersion, MILLISECONDS, 3)),
  usual<Association>("refid", writeSourceRefid),
  usual<Association>("reftime", (out, { reference }) => out.timestamp(reference)),
  usual<Association>("rec", (out, { destination }) => out.timestamp(destination)),
  usual<Association>("reach", (out, { reach }) => out.hex(reach, 1)),
  usual<Association>("unreach", (out, { schedule }) => out.unsigned(schedule.missed)),
  usual<Association>("hmode", (out, association) => out.unsigned(hostMode(association))),
  usual<Association>("pmode", (out, { peerMode }) => out.unsigned(peerMode)),
  usual<Association>("hpoll", (out, { pollLog2 }) => out.signed(pollLog2)),
  usual<Association>("ppoll", (out, association) => out.signed(peerPoll(association))),
  usual<Association>("flash", (out, association) => out.hex(flashOf(association), 1)),
  usual<Association>("keyid", (out, { keyId }) => out.unsigned(keyId)),
  usual<Association>("offset", (out, { filter }) =>
    out.decimal(filter.sampleCount === 0 ? 0 : filter.offset, MILLISECONDS, 6),
  ),
  usual<Association>("delay", (out, { filter }) =>
    out.decimal(filter.sampleCount === 0 ? 0 : filter.delay, MILLISECONDS, 6),
  ),
  usual<Association>("dispersion", (out, { filter }) => out.decimal(filter.dispersion, MILLISECONDS, 3)),
  usual<Association>("jitter", (out, { filter }) => out.decimal(filter.jitter, MILLISECONDS, 6)),
  usual<Association>("filtdelay", (out, { filter }) => {
    for (let i = 0; i < STAGES; i++) writeStage(out, filter.isEmpty(i) ? 0 : filter.stageDelay(i));
  }),
  usual<Association>("filtoffset", (out, { filter }) => {
    for (let i = 0; i < STAGES; i++) writeStage(out, filter.isEmpty(i) ? 0 : filter.stageOffset(i));
  }),
  usual<Association>("filtdisp", (out, { filter }) => {
    for (let i = 0; i < STAGES; i++) writeStage(out, filter.isEmpty(i) ? MAXDISP : filter.stageDispersion(i));
  }),
  unusual<Association>("sent", (out, { sent }) => out.unsigned(sent)),
  unusual<Association>("received", (out, { received }) => out.unsigned(received)),
  unusual<Association>("badauth", (out, { verdicts }) => out.unsigned(unprovenCount(verdicts))),
  unusual<Association>("bogusorg", counted(Verdict.BogusOrigin)),
  unusual<Association>("oldpkt", counted(Verdict.Duplicate)),
  absent<Association>("timerec"),
  absent<Association>("timer"),
  absent<Association>("timereach"),
  absent<Association>("seldisp"),
  absent<Association>("selbroken"),
  absent<Association>("candidate"),
  absent<Association>("ntscookies"),
  absent<Association>("dstadr"),
  absent<Association>("dstport"),
  absent<Association>("headway"),
  absent<Association>("xleave"),
  absent<Association>("org"),
  absent<Association>("xmt"),
]);

/** By what number control messages call it, 1 to 65535; 0 is the system. Allocates nothing. */
export function associationId({ id }: Association): number {
  return id + 1;
}

/** Packets that did not prove whom they came from, of counts by `Verdict`. Allocates nothing. */
export function unprovenCount(verdicts: ArrayLike<number>): number {
  return (
    verdicts[Verdict.NoMac] +
    verdicts[Verdict.UntrustedKey] +
    verdicts[Verdict.OtherKey] +
    verdicts[Verdict.ForbiddenKey] +
    verdicts[Verdict.WrongMac]
  );
}

/** Characters for a clock's name or a kiss code, else four octets. Allocates nothing. */
export function writeRefid(out: ControlWriter, refid: number, stratum: number): void {
  const isText = refid >>> 16 !== CLOCK_NETWORK && (stratum <= 1 || stratum >= MAXSTRAT);
  if (isText) out.characters(refid);
  else out.quad(refid);
}

/** A clock's own name; until something was heard, that nothing was. */
function writeSourceRefid(out: ControlWriter, association: Association): void {
  const { isHeard, refid, stratum } = association;
  if (!isHeard) return out.characters(Kiss.Init);
  writeRefid(out, refid, isClock(association) ? 0 : stratum);
}

/** A clock by the name that makes ntpq see that it is one. */
function writeHost(out: ControlWriter, association: Association): void {
  const { settings } = association;
  if (!isClock(association)) return out.quoted(settings!.host);
  out.text(settings!.kind === AssociationKind.LocalClock ? '"LOCAL(' : '"GPS(');
  out.unsigned(association.address.word3 & 0xff);
  out.text(')"');
}

function isClock({ settings }: Association): boolean {
  return isAtHand(settings!.kind);
}

/** Until it tells its own, ours alone counts. */
function peerPoll({ isHeard, peerPollLog2, settings }: Association): number {
  return isHeard && peerPollLog2 !== 0 ? peerPollLog2 : settings!.maxPollLog2;
}

function counted(verdict: Verdict): Variable<Association>["write"] {
  return (out, { verdicts }) => out.unsigned(verdicts[verdict]);
}

function writeStage(out: ControlWriter, value: Q32): void {
  out.text(" ");
  out.decimal(value, MILLISECONDS, 2);
}

function hostMode({ settings }: Association): number {
  const { kind } = settings!;
  switch (kind) {
    case AssociationKind.Client:
    case AssociationKind.LocalClock:
    case AssociationKind.ReferenceClock:
      return Mode.Client;
    case AssociationKind.SymmetricActive:
      return Mode.SymmetricActive;
    case AssociationKind.SymmetricPassive:
      return Mode.SymmetricPassive;
    case AssociationKind.BroadcastClient:
      return BROADCAST_CLIENT;
    default:
      return never(kind);
  }
}

// What speaks against a source, in ntpd's bits: the tests of its last packet …
const DUPLICATE = 0x1;
const BOGUS = 0x2;
const UNTIMED = 0x4;
const DENIED = 0x8;
const UNPROVEN = 0x10;
const UNSYNCHRONIZED = 0x20;
const FAR = 0x40;
// … and of the source itself.
const BAD_STRATUM = 0x200;
const TOO_FAR = 0x400;
const LOOP = 0x800;
const UNREACHABLE = 0x1000;

function flashOf({ lastVerdict, standing }: Association): number {
  return packetFlash(lastVerdict) | sourceFlash(standing);
}

function packetFlash(verdict: Verdict): number {
  switch (verdict) {
    case Verdict.Duplicate:
    case Verdict.Replayed:
      return DUPLICATE;
    case Verdict.BogusOrigin:
      return BOGUS;
    case Verdict.MissingTimestamp:
      return UNTIMED;
    case Verdict.NoAccess:
    case Verdict.KissDenied:
      return DENIED;
    case Verdict.NoMac:
    case Verdict.UntrustedKey:
    case Verdict.OtherKey:
    case Verdict.ForbiddenKey:
    case Verdict.WrongMac:
    case Verdict.CryptoNak:
      return UNPROVEN;
    case Verdict.Unsynchronized:
    case Verdict.BadStratum:
      return UNSYNCHRONIZED;
    case Verdict.RootDistance:
    case Verdict.BadDelay:
      return FAR;
    default:
      return 0;
  }
}

function sourceFlash(standing: Standing): number {
  switch (standing) {
    case Standing.Unheard:
    case Standing.Unreachable:
      return UNREACHABLE;
    case Standing.Denied:
      return DENIED;
    case Standing.Unsynchronized:
    case Standing.BadStratum:
      return BAD_STRATUM;
    case Standing.Loop:
      return LOOP;
    case Standing.Unproven:
    case Standing.TooFar:
      return TOO_FAR;
    default:
      return 0;
  }
}
