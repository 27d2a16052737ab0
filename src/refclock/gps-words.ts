/**
 * What a GPS receiver says, sentence by sentence and frame by frame, put where it belongs: what can be seen
 * into its status, leap seconds into what is known of them, the names of seconds to whoever counts them.
 */
import { SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { NamedSecond } from "../wire/named-second.js";
import { SentenceKind } from "../wire/nmea-kind.js";
import { NO_NUMBER, type NmeaReader } from "../wire/nmea.js";
import {
  fixDimensions,
  horizontalDop,
  latitude,
  longitude,
  satelliteAzimuth,
  satelliteCount,
  satelliteElevation,
  satelliteId,
  satelliteSignal,
  satellitesUsed,
  saysFix,
  saysText,
} from "../wire/nmea-fix.js";
import { readSecond } from "../wire/nmea-time.js";
import { type UbxReader } from "../wire/ubx.js";
import {
  antennaStatus,
  comingPulse,
  isComplete,
  MON_HW,
  MON_RF,
  NAV_PVT,
  NAV_TIMEGPS,
  NAV_TIMELS,
  pvtFixType,
  pvtIsFix,
  pvtLatitude,
  pvtLongitude,
  pvtSatellites,
  pvtSecond,
  timegpsLeapSeconds,
  timelsChange,
  timelsCounted,
  timelsLeapSeconds,
  timelsSecondsAhead,
  TIM_TP,
} from "../wire/ubx-messages.js";
import { type GpsStatus } from "./gps-status.js";
import { type ReceiverLeap } from "./receiver-leap.js";
import { type LineSink } from "./receiver-line.js";
import { Antenna, Fix } from "./reference-clock.js";
import { ROLLOVER } from "./rollover.js";

/** What was said of the fix longer ago is no longer so. */
const FRESH: Q32 = 3 * SECOND;

/** Fix types of NAV-PVT. */
const PVT_TWO_DIMENSIONAL = 2;
const PVT_TIME = 5;

/** Dimensions of GSA. */
const THREE_DIMENSIONS = 3;

/** The antenna by MON-HW's and MON-RF's number for it. */
const ANTENNAS: readonly Antenna[] = Object.freeze([
  Antenna.Unknown,
  Antenna.Unknown,
  Antenna.Good,
  Antenna.Short,
  Antenna.Open,
]);

/** Takes what only the owner can judge. */
export interface WordSink {
  /** Text whose burst began at `burstAt` names a second. */
  named(second: NamedSecond, burstAt: Instant): void;
  /** At `at` it is said that the next pulse marks second `seconds`, since 1900. */
  coming(seconds: number, at: Instant): void;
  /** Leap seconds are known otherwise than before. */
  leapChanged(): void;
}

export class GpsWords implements LineSink {
  /** Since when there has been a fix, if there is one. */
  readonly fixedAt = new Instant();
  /** When something readable came last, if `isHeard`. */
  readonly heardAt = new Instant();
  isHeard = false;
  /** The second that was named last, as it was named. */
  readonly second = new NamedSecond();

  readonly #status: GpsStatus;
  readonly #leap: ReceiverLeap;
  readonly #sink: WordSink;
  readonly #fixSaidAt = new Instant();
  #dimensions: Fix = Fix.TwoDimensional;
  /** Frames say more of the fix than sentences. */
  #hasFrames = false;

  constructor(status: GpsStatus, leap: ReceiverLeap, sink: WordSink) {
    this.#status = status;
    this.#leap = leap;
    this.#sink = sink;
  }

  /** At `at`, what was said long ago is forgotten. */
  passed(at: Instant): void {
    this.#status.inView.expire(at.seconds);
    if (this.#status.fix !== Fix.None && at.since(this.#fixSaidAt) > FRESH) this.fix(Fix.None, at);
    if (at.since(this.#fixSaidAt) > FRESH) this.#hasFrames = false;
  }

  sentence(reader: NmeaReader, burstAt: Instant, now: Instant): void {
    this.heard(now);
    const isFix = saysFix(reader);
    if (isFix !== undefined && !this.#hasFrames) this.fix(isFix ? this.#dimensions : Fix.None, now);
    switch (reader.kind) {
      case SentenceKind.Rmc:
        this.place(reader);
        break;
      case SentenceKind.Gga:
        this.place(reader);
        this.#status.used = numberOf(satellitesUsed(reader));
        this.#status.dop = numberOf(horizontalDop(reader));
        break;
      case SentenceKind.Gsa:
        this.#dimensions =
          fixDimensions(reader) === THREE_DIMENSIONS ? Fix.ThreeDimensional : Fix.TwoDimensional;
        break;
      case SentenceKind.Gsv:
        this.satellites(reader, now);
        break;
      case SentenceKind.Txt:
        this.antennaText(reader);
        break;
      case SentenceKind.Zda:
      case SentenceKind.Other:
    }
    if (readSecond(reader, this.second)) this.#sink.named(this.second, burstAt);
  }

  frame(reader: UbxReader, burstAt: Instant, now: Instant): void {
    this.heard(now);
    if (!isComplete(reader)) return;
    switch (reader.message) {
      case NAV_PVT:
        this.solution(reader, burstAt, now);
        break;
      case NAV_TIMEGPS:
        this.tellLeap(this.#leap.told(timegpsLeapSeconds(reader), undefined));
        break;
      case NAV_TIMELS:
        this.leapSeconds(reader);
        break;
      case MON_HW:
      case MON_RF:
        this.#status.antenna = ANTENNAS[antennaStatus(reader)] ?? Antenna.Unknown;
        break;
      case TIM_TP: {
        const seconds = comingPulse(reader);
        if (seconds !== undefined) this.#sink.coming(seconds, now);
      }
    }
  }

  private heard(now: Instant): void {
    this.heardAt.copy(now);
    this.isHeard = true;
  }

  private solution(reader: UbxReader, burstAt: Instant, now: Instant): void {
    this.#hasFrames = true;
    this.fix(pvtIsFix(reader) ? fixOf(pvtFixType(reader)) : Fix.None, now);
    const status = this.#status;
    status.used = pvtSatellites(reader);
    if (status.fix !== Fix.None) {
      status.latitude = pvtLatitude(reader);
      status.longitude = pvtLongitude(reader);
    }
    if (pvtSecond(reader, this.second)) this.#sink.named(this.second, burstAt);
  }

  private fix(fix: Fix, now: Instant): void {
    const status = this.#status;
    if (status.fix === Fix.None) this.fixedAt.copy(now);
    status.fix = fix;
    this.#fixSaidAt.copy(now);
    if (fix === Fix.None) this.#leap.heardNothing();
    else this.tellLeap(this.#leap.heardSatellites(now));
  }

  private leapSeconds(reader: UbxReader): void {
    const leap = this.#leap;
    const isOther = leap.told(timelsLeapSeconds(reader), timelsCounted(reader));
    const seconds = this.second.seconds + this.#status.rollovers * ROLLOVER;
    const change = this.second.seconds === 0 ? 0 : timelsChange(reader);
    this.tellLeap(leap.announced(change, timelsSecondsAhead(reader), seconds) || isOther);
  }

  private tellLeap(hasChanged: boolean): void {
    if (hasChanged) this.#sink.leapChanged();
  }

  private place(reader: NmeaReader): void {
    this.#status.latitude = latitude(reader) ?? this.#status.latitude;
    this.#status.longitude = longitude(reader) ?? this.#status.longitude;
  }

  private satellites(reader: NmeaReader, now: Instant): void {
    const system = reader.addressLetter(1);
    const count = satelliteCount(reader);
    for (let i = 0; i < count; i++) {
      const id = satelliteId(reader, i);
      if (id === NO_NUMBER) continue;
      const elevation = satelliteElevation(reader, i);
      const azimuth = satelliteAzimuth(reader, i);
      this.#status.inView.told(system, id, elevation, azimuth, satelliteSignal(reader, i), now.seconds);
    }
  }

  private antennaText(reader: NmeaReader): void {
    const status = this.#status;
    if (saysText(reader, "ANTSTATUS=OK")) status.antenna = Antenna.Good;
    else if (saysText(reader, "ANTSTATUS=SHORT")) status.antenna = Antenna.Short;
    else if (saysText(reader, "ANTSTATUS=OPEN")) status.antenna = Antenna.Open;
  }
}

function numberOf(number: number): number | undefined {
  return number === NO_NUMBER ? undefined : number;
}

function fixOf(type: number): Fix {
  if (type === PVT_TIME) return Fix.Time;
  if (type < PVT_TWO_DIMENSIONAL) return Fix.None;
  return type === PVT_TWO_DIMENSIONAL ? Fix.TwoDimensional : Fix.ThreeDimensional;
}
