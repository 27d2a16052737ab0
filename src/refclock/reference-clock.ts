/**
 * What a receiver of time is told and asked, and what it tells: the pulses and the octets of its serial line
 * come in with the counter readings of their arrival, samples go out. Whoever owns one knows nothing of
 * sentences and frames.
 */
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";

/** What the samples rest on, or the first reason why there are none. */
export const enum Condition {
  /** Nothing readable has come for some seconds, or nothing yet. */
  Silent,
  /** Its antenna was there, and is open or shorted now. */
  AntennaLost,
  /** It does not know where it is, so it does not know the time. */
  NoFix,
  /** It counts with leap seconds of its factory, not with those of the satellites. */
  LeapUnknown,
  /** All is well, and is watched for some seconds before it is believed. */
  Settling,
  /** Its own words, or those of other sources, name another second. */
  SecondInDoubt,
  /** Pulses are to come, and none does, or none that keeps time: samples wait for them. */
  PulseLost,
  /** Samples come, of its text alone. */
  TextOnly,
  /** Samples come, of its pulses. */
  Locked,
}

/** Of the antenna, as far as the receiver says. */
export const enum Antenna {
  Unknown,
  Good,
  Short,
  Open,
}

/** What the receiver has found out; in the order of its worth. */
export const enum Fix {
  None,
  /** The time alone: the place was known. */
  Time,
  TwoDimensional,
  ThreeDimensional,
}

/** Leap seconds, as the receiver knows them. One object, refilled. */
export interface LeapKnowledge {
  /** TAI - UTC in seconds; undefined: not known, though the second may be (text says UTC alone). */
  readonly taiOffsetSec: number | undefined;
  /** 1: a second will be inserted, -1: one will be left out, 0: none is announced. */
  readonly change: number;
  /** When the first second after the change begins, in seconds since 1900; 0 where none is announced. */
  readonly changeAt: number;
}

/** The satellites above the horizon, by columns: the first `count` entries of each. */
export interface SatelliteView {
  readonly count: number;
  /** Second letter of the sentence's talker: P GPS, L GLONASS, A Galileo, B BeiDou, N several. */
  readonly systems: Uint8Array;
  readonly ids: Uint16Array;
  /** In degrees. */
  readonly elevations: Uint8Array;
  /** In degrees from north. */
  readonly azimuths: Uint16Array;
  /** C/N0 in dBHz; 0: not tracked. */
  readonly signals: Uint8Array;
}

/** What can be seen of a receiver; refreshed in place. */
export interface ReceiverStatus {
  readonly condition: Condition;
  readonly fix: Fix;
  readonly antenna: Antenna;
  /** Satellites used for the fix; undefined where the receiver has not said. */
  readonly used: number | undefined;
  readonly inView: SatelliteView;
  /** Horizontal dilution of precision in hundredths; undefined where the receiver has not said. */
  readonly dop: number | undefined;
  /** In 1e-7 degrees, north and east positive; undefined where it has said none. */
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly leap: LeapKnowledge;
  /** What the receiver's date was moved on by, in periods of 1024 weeks. */
  readonly rollovers: number;
  /** Mean deviation of the pulses from their own beat; 0 before any was measured. */
  readonly pulseJitter: Q32;
  /** From the second to the text that names it: middle and half width of what is accepted. */
  readonly labelDelay: Q32;
  readonly labelWindow: Q32;
  /** Whether the delay was measured or configured; else it is only supposed. */
  readonly isDelayKnown: boolean;
  readonly counts: ReceiverCounts;
}

/** Since the start. */
export interface ReceiverCounts {
  readonly octets: number;
  readonly sentences: number;
  readonly frames: number;
  /** Whole, and their checksum is wrong. */
  readonly badChecksums: number;
  /** Cut, over-long, or no text. */
  readonly broken: number;
  readonly pulses: number;
  /** Of those: spikes, doubles, and what came out of time. */
  readonly refusedPulses: number;
  /** Texts that name a second. */
  readonly labels: number;
  /** Of those: outside of the window, of another second than was counted, or not as other sources say. */
  readonly refusedLabels: number;
  readonly samples: number;
}

/** What a receiver is built with. */
export interface ReceiverOptions {
  /** Whether pulses are wired, so that text alone is not enough for as long as they may come. */
  readonly hasPulses: boolean;
  /** Of the serial line, in bits a second; 10 bits are an octet. */
  readonly baud: number;
  /** How long after its second the first octet of the text comes; undefined: to be measured. */
  readonly textDelay: Q32 | undefined;
  /** How long after its second a pulse is seen: cable, interrupt. */
  readonly pulseDelay: Q32;
  /** TAI - UTC in seconds; undefined: to be learned from the receiver. */
  readonly taiOffsetSec: number | undefined;
}

/** Where a receiver's words go. Objects hold until the call returns. */
export interface ReferenceSink {
  /** `time` was at counter reading `at`, give or take `error`. */
  sample(at: Instant, time: Timestamp, error: Q32): void;
  /** Leap seconds are known otherwise than before. */
  leapKnown(leap: LeapKnowledge): void;
  /** `ReceiverStatus.condition` has changed. */
  changed(condition: Condition): void;
  /** The first `length` octets are for the receiver. */
  send(octets: Uint8Array, length: number): void;
}

/** A receiver on a serial line, with or without a pulse. */
export interface Receiver {
  readonly status: ReceiverStatus;
  /** Asks the receiver, through `send`, for the messages that are wanted of it; answers are `heard`. */
  start(): void;
  /** The first `length` octets have arrived, the last of them at `at`. */
  heard(octets: Uint8Array, length: number, at: Instant): void;
  /** The edge that marks a second was seen at `at`. */
  pulsed(at: Instant): void;
  /** It is `at`: to be called once a second or so, that silence is noticed. */
  passed(at: Instant): void;
  /** Other sources than this one say that `time` was at `at`, give or take `error`. */
  suggest(at: Instant, time: Timestamp, error: Q32): void;
}
