/**
 * The system variables of control queries (RFC 9327 section 4.1), in ntpd's names and units: milliseconds,
 * parts in a million.
 */
import { half, type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { type ControlWriter } from "../wire/control-writer.js";
import { associationId, unprovenCount, writeRefid } from "./association-variables.js";
import { type Core } from "./core.js";
import { type RecentSenders } from "./recent-senders.js";
import { type System } from "./system.js";
import { Kiss } from "../wire/kiss.js";
import { MAXSTRAT } from "./association.js";
import { absent, unusual, usual, type Variable } from "./control-variables.js";
import { Verdict } from "./verdict.js";
import { VERSION } from "./version.js";

/** What there is to be told of a node, as of now. */
export interface SystemSubject {
  readonly core: Core;
  readonly recent: RecentSenders;
  /** By `Verdict`, as `Engine.verdicts`. */
  readonly verdicts: ArrayLike<number>;
  readonly startedAt: Instant;
  readonly now: Instant;
  /** What the clock shows now. */
  readonly clock: Timestamp;
  rootDispersion: Q32;
  /** What a broadcast is taken to need one way, in microseconds. */
  broadcastDelayUs: number;
}

const MILLISECONDS = 1000;
const PARTS_PER_MILLION = 1e6;

/** RFC 5905 MINPOLL: how often sources are asked at most. */
const MINPOLL_LOG2 = 4;

/** What else ntpq's `sysinfo`, `sysstats` and `monstats` ask for, and its list of servers. */
const ABSENT = Object.freeze([
  "tai",
  "leapsec",
  "expire",
  "authdelay",
  "mru_hashslots",
  "mru_mindepth",
  "mru_maxage",
  "mru_minage",
  "mru_mem",
  "mru_maxmem",
  "mru_exists",
  "mru_new",
  "mru_recycleold",
  "mru_recyclefull",
  "mru_none",
  "mru_oldest_age",
  "ss_thisver",
  "ss_oldver",
  "ss_ver1",
  "ss_ver1client",
  "ss_ver1zero",
  "ss_ver1symm",
  "ss_declined",
  "ss_kodsent",
  "ss_thisver_r",
  "ss_oldver_r",
  "ss_ver1_r",
  "ss_ver1client_r",
  "ss_ver1zero_r",
  "ss_ver1symm_r",
  "ss_declined_r",
  "ss_kodsent_r",
]);

/** Counts since the start. NTPsec's `_r` are those of the present period, which is the same here. */
const PACKET_COUNTS = Object.freeze([
  count("ss_reset", writeUptime),
  count("ss_received", (out, { verdicts }) => out.unsigned(sum(verdicts))),
  count("ss_badformat", counted(Verdict.Malformed)),
  count("ss_badauth", (out, { verdicts }) => out.unsigned(unprovenCount(verdicts))),
  count("ss_restricted", counted(Verdict.NoAccess)),
  count("ss_limited", counted(Verdict.Limited)),
  count("ss_processed", counted(Verdict.Answered)),
]);

/** In the order in which they are told where none is asked for by name. */
export const SYSTEM_VARIABLES: readonly Variable<SystemSubject>[] = Object.freeze([
  usual<SystemSubject>("version", out => {
    out.text('"xs-ntp ');
    out.text(VERSION);
    out.text('"');
  }),
  of("leap", (out, { leap }) => out.unsigned(leap)),
  of("stratum", (out, { stratum }) => out.unsigned(stratum)),
  of("precision", (out, { precisionLog2 }) => out.signed(precisionLog2)),
  of("rootdelay", (out, { rootDelay }) => out.decimal(rootDelay, MILLISECONDS, 3)),
  usual<SystemSubject>("rootdisp", (out, { rootDispersion }) => out.decimal(rootDispersion, MILLISECONDS, 3)),
  of("refid", writeSystemRefid),
  of("reftime", (out, { reference }) => out.timestamp(reference)),
  usual<SystemSubject>("clock", (out, { clock }) => out.timestamp(clock)),
  of("peer", (out, { peer }) => out.unsigned(peer === undefined ? 0 : associationId(peer))),
  of("tc", (out, { pollLog2 }) => out.unsigned(pollLog2)),
  usual<SystemSubject>("mintc", out => out.unsigned(MINPOLL_LOG2)),
  of("offset", (out, { offset }) => out.decimal(offset, MILLISECONDS, 6)),
  of("frequency", (out, { frequency }) => out.decimal(frequency, PARTS_PER_MILLION, 3)),
  of("sys_jitter", (out, { systemJitter }) => out.decimal(systemJitter, MILLISECONDS, 6)),
  of("clk_jitter", (out, { jitter }) => out.decimal(jitter, MILLISECONDS, 3)),
  of("clk_wander", (out, { wander }) => out.decimal(wander, PARTS_PER_MILLION, 3)),
  unusual<SystemSubject>("rootdist", (out, { core, rootDispersion }) =>
    out.decimal(half(core.system.rootDelay) + rootDispersion, MILLISECONDS, 3),
  ),
  unusual<SystemSubject>("peeradr", writePeerAddress, hasPeer),
  unusual<SystemSubject>("peermode", (out, { core }) => out.unsigned(core.system.peer!.peerMode), hasPeer),
  unusual<SystemSubject>("bcastdelay", (out, { broadcastDelayUs }) => {
    out.unsigned(Math.floor(broadcastDelayUs / 1000));
    out.text(".");
    out.unsigned(Math.floor(broadcastDelayUs / 100) % 10);
  }),
  unusual<SystemSubject>("mru_enabled", out => out.text("0x1")),
  unusual<SystemSubject>("mru_depth", (out, { recent }) => out.unsigned(recent.count)),
  unusual<SystemSubject>("mru_deepest", (out, { recent }) => out.unsigned(recent.count)),
  unusual<SystemSubject>("mru_maxdepth", (out, { recent }) => out.unsigned(recent.places)),
  unusual<SystemSubject>("ss_uptime", writeUptime),
  unusual<SystemSubject>("ss_numctlreq", (out, { verdicts }) =>
    out.unsigned(verdicts[Verdict.QueryAnswered] + verdicts[Verdict.QueryRefused]),
  ),
  ...PACKET_COUNTS.map(({ name, write }) => unusual(name, write)),
  ...PACKET_COUNTS.map(({ name, write }) => unusual(`${name}_r`, write)),
  ...ABSENT.map(absent<SystemSubject>),
]);

type Write = Variable<SystemSubject>["write"];

/** A variable that the system has as it is. */
function of(name: string, write: (out: ControlWriter, system: System) => void): Variable<SystemSubject> {
  return usual<SystemSubject>(name, (out, { core }) => write(out, core.system));
}

function count(name: string, write: Write): Pick<Variable<SystemSubject>, "name" | "write"> {
  return Object.freeze({ name, write });
}

function counted(verdict: Verdict): Write {
  return (out, { verdicts }) => out.unsigned(verdicts[verdict]);
}

function hasPeer({ core }: SystemSubject): boolean {
  return core.system.peer !== undefined;
}

function writePeerAddress(out: ControlWriter, { core }: SystemSubject): void {
  out.endpoint(core.system.peer!.address);
}

/** Without the time, as `Server` tells it. */
function writeSystemRefid(out: ControlWriter, { reference, refid, stratum }: System): void {
  if (stratum < MAXSTRAT) writeRefid(out, refid, stratum);
  else writeRefid(out, reference.isZero() ? Kiss.Init : 0, stratum);
}

function writeUptime(out: ControlWriter, { now, startedAt }: SystemSubject): void {
  // Instants are compared by their seconds: a Q32 would not hold years.
  out.unsigned((now.seconds - startedAt.seconds) >>> 0);
}

function sum(verdicts: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < verdicts.length; i++) all += verdicts[i];
  return all;
}
