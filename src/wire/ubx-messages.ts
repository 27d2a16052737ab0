/**
 * The messages of u-blox receivers that are read, by the names of the fields in the Receiver Description of
 * u-blox 8 / M8; where a message is older or newer, what is read of it lies at the same place. A reader holds
 * a whole frame whose message is the one that is asked for. Allocates nothing.
 */
import { SECOND } from "../time/fixed.js";
import { type NamedSecond } from "./named-second.js";
import { type UbxReader } from "./ubx.js";

/** Class × 256 + id. */
export const NAV_PVT = 0x0107;
export const NAV_TIMEGPS = 0x0120;
export const NAV_TIMELS = 0x0126;
export const MON_HW = 0x0a09;
export const MON_RF = 0x0a38;
export const TIM_TP = 0x0d01;

/** Octets of the payload that must be there, by message. */
const NAV_PVT_LENGTH = 84;
const NAV_TIMEGPS_LENGTH = 16;
const NAV_TIMELS_LENGTH = 24;
const MON_HW_LENGTH = 28;
const MON_RF_LENGTH = 28;
const TIM_TP_LENGTH = 16;

/** Fields of NAV-PVT. */
const PVT_YEAR = 4;
const PVT_MONTH = 6;
const PVT_DAY = 7;
const PVT_HOUR = 8;
const PVT_MIN = 9;
const PVT_SEC = 10;
const PVT_VALID = 11;
const PVT_NANO = 16;
const PVT_FIX_TYPE = 20;
const PVT_FLAGS = 21;
const PVT_NUM_SV = 23;
const PVT_LON = 24;
const PVT_LAT = 28;

/** In NAV-PVT's `valid`: validDate, validTime, fullyResolved. In `flags`: gnssFixOK. */
const FULLY_VALID = 0x07;
const FIX_OK = 0x01;

/** Fields of NAV-TIMEGPS; in `valid`: leapSValid. */
const TIMEGPS_LEAP_S = 10;
const TIMEGPS_VALID = 11;
const LEAP_S_VALID = 0x04;

/** Fields of NAV-TIMELS; in `valid`: validCurrLs, validTimeToLsEvent. */
const TIMELS_SRC_OF_CURR_LS = 8;
const TIMELS_CURR_LS = 9;
const TIMELS_LS_CHANGE = 11;
const TIMELS_TIME_TO_LS_EVENT = 12;
const TIMELS_VALID = 23;
const VALID_CURR_LS = 0x01;
const VALID_TIME_TO_LS_EVENT = 0x02;

/** Of `srcOfCurrLs`: the factory's number; not known. All between came from satellites, or from aiding. */
const SOURCE_DEFAULT = 0;
const SOURCE_UNKNOWN = 255;

const HW_A_STATUS = 20;
const RF_ANT_STATUS = 6;

/** Fields of TIM-TP; in `flags`: timeBase (UTC, not GNSS) and utc (UTC is known). */
const TP_TOW_MS = 0;
const TP_WEEK = 12;
const TP_FLAGS = 14;
const BASE_IS_UTC = 0x03;

/** 6 January 1980, in seconds since 1900. */
const GPS_EPOCH = 2_524_953_600;
const WEEK = 604_800;

/** Whether the frame holds all that is read of its message; of the others nothing is read. */
export function isComplete({ message, length }: UbxReader): boolean {
  switch (message) {
    case NAV_PVT:
      return length >= NAV_PVT_LENGTH;
    case NAV_TIMEGPS:
      return length >= NAV_TIMEGPS_LENGTH;
    case NAV_TIMELS:
      return length >= NAV_TIMELS_LENGTH;
    case MON_HW:
      return length >= MON_HW_LENGTH;
    case MON_RF:
      return length >= MON_RF_LENGTH;
    case TIM_TP:
      return length >= TIM_TP_LENGTH;
    default:
      return false;
  }
}

/** Of NAV-PVT: whether it names a second; `into` is that, else it is as it was. */
export function pvtSecond({ payload }: UbxReader, into: NamedSecond): boolean {
  const nano = payload.getInt32(PVT_NANO, true);
  return (
    (payload.getUint8(PVT_VALID) & FULLY_VALID) === FULLY_VALID &&
    nano < 1e9 &&
    into.set(
      payload.getUint16(PVT_YEAR, true),
      payload.getUint8(PVT_MONTH),
      payload.getUint8(PVT_DAY),
      payload.getUint8(PVT_HOUR),
      payload.getUint8(PVT_MIN),
      payload.getUint8(PVT_SEC),
      Math.max(Math.floor((nano * SECOND) / 1e9), 0),
    )
  );
}

/** Of NAV-PVT: whether the fix can be relied on. */
export function pvtIsFix({ payload }: UbxReader): boolean {
  return (payload.getUint8(PVT_FLAGS) & FIX_OK) !== 0;
}

/** Of NAV-PVT: 0 none, 1 dead reckoning, 2 two dimensions, 3 three, 4 with dead reckoning, 5 time alone. */
export function pvtFixType({ payload }: UbxReader): number {
  return payload.getUint8(PVT_FIX_TYPE);
}

/** Of NAV-PVT: satellites used. */
export function pvtSatellites({ payload }: UbxReader): number {
  return payload.getUint8(PVT_NUM_SV);
}

/** Of NAV-PVT: in 1e-7 degrees, north positive. */
export function pvtLatitude({ payload }: UbxReader): number {
  return payload.getInt32(PVT_LAT, true);
}

/** Of NAV-PVT: in 1e-7 degrees, east positive. */
export function pvtLongitude({ payload }: UbxReader): number {
  return payload.getInt32(PVT_LON, true);
}

/** Of NAV-TIMEGPS: GPS - UTC in seconds as satellites said; undefined where they have not yet. */
export function timegpsLeapSeconds({ payload }: UbxReader): number | undefined {
  const isValid = (payload.getUint8(TIMEGPS_VALID) & LEAP_S_VALID) !== 0;
  return isValid ? payload.getInt8(TIMEGPS_LEAP_S) : undefined;
}

/** Of NAV-TIMELS: GPS - UTC in seconds as satellites said; undefined where they have not yet. */
export function timelsLeapSeconds({ payload }: UbxReader): number | undefined {
  const source = payload.getUint8(TIMELS_SRC_OF_CURR_LS);
  const isValid = (payload.getUint8(TIMELS_VALID) & VALID_CURR_LS) !== 0;
  if (!isValid || source === SOURCE_DEFAULT || source === SOURCE_UNKNOWN) return undefined;
  return payload.getInt8(TIMELS_CURR_LS);
}

/** Of NAV-TIMELS: GPS - UTC as it counts, wherever that number is from. */
export function timelsCounted({ payload }: UbxReader): number {
  return payload.getInt8(TIMELS_CURR_LS);
}

/** Of NAV-TIMELS: 1 a second will be inserted, -1 left out, 0 none is announced. */
export function timelsChange({ payload }: UbxReader): number {
  const isValid = (payload.getUint8(TIMELS_VALID) & VALID_TIME_TO_LS_EVENT) !== 0;
  const isAhead = payload.getInt32(TIMELS_TIME_TO_LS_EVENT, true) > 0;
  return isValid && isAhead ? Math.sign(payload.getInt8(TIMELS_LS_CHANGE)) : 0;
}

/** Of NAV-TIMELS: seconds until what `timelsChange` says. */
export function timelsSecondsAhead({ payload }: UbxReader): number {
  return payload.getInt32(TIMELS_TIME_TO_LS_EVENT, true);
}

/** Of MON-HW and MON-RF (its first block): 2 good, 3 short, 4 open; else not known. */
export function antennaStatus({ message, payload }: UbxReader): number {
  return payload.getUint8(message === MON_HW ? HW_A_STATUS : RF_ANT_STATUS);
}

/** Of TIM-TP: the second since 1900, UTC, that the coming pulse marks; undefined where it is not said. */
export function comingPulse({ payload }: UbxReader): number | undefined {
  const towMs = payload.getUint32(TP_TOW_MS, true);
  const isUtc = (payload.getUint8(TP_FLAGS) & BASE_IS_UTC) === BASE_IS_UTC;
  if (!isUtc || towMs % 1000 !== 0) return undefined;
  return GPS_EPOCH + payload.getUint16(TP_WEEK, true) * WEEK + towMs / 1000;
}
