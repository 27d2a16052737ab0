/** A running node, as the console, the board and an application see it. */
import { type ConfigurationStore } from "../config/configuration-store.js";
import { type Association, type Leap } from "../core/association.js";
import { type Carrier } from "../core/carrier.js";
import { type Crystal } from "../core/crystal.js";
import { type System } from "../core/system.js";
import { type Happening } from "../core/happening.js";
import { type NodeSettings } from "../core/settings.js";
import { type ReceiverStatus } from "../refclock/reference-clock.js";
import { type Reports } from "../report/reports.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { type ControlAsker } from "./control-client.js";
import { type ClockHistory } from "./history.js";
import { type PacketStatistics } from "./packet-statistics.js";
import { type Interface } from "./ports.js";
import { type RtcStatus } from "./rtc-status.js";
import { type TimerPort } from "./timers.js";

/** To be read, never written: these are the engine's own variables. */
export interface NodeStatus {
  readonly settings: NodeSettings;
  /** The UDP port that it serves at. */
  readonly port: number;
  readonly system: System;
  /** The whole pool; the places in use have `settings`. */
  readonly associations: readonly Association[];
  /** Requests and strays at the service ports, by what became of them; `Verdict` is the index. */
  readonly verdicts: ArrayLike<number>;
  readonly interfaces: readonly Interface[];
  readonly obstacles: Obstacles;
  readonly leapSecond: LeapStatus;
  /** Undefined: the board has no real-time clock. */
  readonly rtc?: RtcStatus | undefined;
  /** What that does for the time. */
  readonly carrier: Pick<Carrier, "carriage" | "takeover">;
  /** What has happened to the clock since the start. */
  readonly history: ClockHistory;
  /** What can be seen of the receiver of `unit`, 127.127.20.`unit`; undefined: there is none. */
  receiver(unit: number): ReceiverStatus | undefined;
  /** The counter now. */
  instant(into: Instant): void;
  /** The disciplined clock now. */
  time(into: Timestamp): void;
  /** How far the time served to others now is ahead of the clock: 0, unless a leap second is smeared. */
  smear(): Q32;
  /** The root dispersion now, grown since the last correction. */
  rootDispersion(): Q32;
  /** What it would be at counter reading `at`, now or later, without any correction until then. */
  rootDispersionAt(at: Instant): Q32;
  /** What is still to be slewed; positive: the clock is behind its aim. */
  slewLeft(): Q32;
  /** What is known of the crystal now. */
  crystal(into: Crystal): void;
}

/**
 * What keeps packets from leaving or from being heard at present, each a sentence or the system's name of an
 * error; empty where nothing is known to.
 */
export interface Obstacles {
  /** Of one in use. */
  of(association: Association): string;
  /** `index`: in `settings.senders`. */
  ofSender(index: number): string;
  /** `index`: in `settings.searches`. */
  ofSearch(index: number): string;
  /** Of requests that should be heard, one for each address. */
  ofService(): readonly string[];
}

/** The leap second that is announced for the end of this UTC day, if one is. */
export interface LeapStatus {
  /** None, Insert or Delete. */
  readonly indicator: Leap;
  /** The end of the day, in seconds since 1900. */
  readonly dayEnd: number;
  /** Whether it is under way at counter reading `at`: the clock shows 23:59:59 once more. */
  isInserted(at: Instant): boolean;
}

/**
 * Told of everything that happens; of strangers' sessions that begin and end only of so many a minute, with
 * how many were not told of as `value`. `why`: for `CannotServe`, `CannotAsk` and `CannotSend` what the port
 * said, a sentence or the system's name of an error; for `ConfigurationChanged` and `ClockSet` on which
 * console, or empty; for `DriftRead` how old it is, for `DriftRefused` which line, and what is wrong with
 * it; for `KeyLocked`, `SecretsClosed`, `SecretsVolatile`, `LineDropped` and `SavedTrouble` what is wrong,
 * for `CommunityLocked` where as well; for `LoggedIn`, `LoggedOut`, `LoginFailed` and `LoginsHeld` the
 * address; empty for the others.
 */
export type Listener = (
  happening: Happening,
  association: Association | undefined,
  value: number,
  why: string,
) => void;

export interface NtpNode {
  readonly status: NodeStatus;
  /** What it is told to do; a change applied here takes effect at once. */
  readonly configuration: ConfigurationStore;
  /** What it reports of itself, and the log of that. */
  readonly reports: Reports;
  /** For what waits beside the protocol; none of them rings once the node has stopped. */
  readonly timers: TimerPort;
  /** Asks other nodes control queries. */
  readonly control: ControlAsker;
  /** Packets counted for the operator. */
  readonly statistics: PacketStatistics;
  listen(listener: Listener): void;
  /** Sets the clock by the hand of `by`, and the real-time clock; `error`: what that may be wrong by. */
  setClock(time: Timestamp, error: Q32, by: string): void;
  /** Tells everyone of what happens beside the protocol; `value` and `why`: as of a `Listener`. */
  tell(happening: Happening, value: number, why: string): void;
  /** Closes every socket and timer; the node cannot be used again. */
  stop(): void;
}
