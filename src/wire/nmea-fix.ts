/** What sentences of NMEA 0183 say of the place, the satellites and the antenna. Allocates nothing. */
import { SentenceKind } from "./nmea-kind.js";
import { NO_NUMBER, type NmeaReader } from "./nmea.js";

/** Fields. */
const RMC_STATUS = 2;
const RMC_LATITUDE = 3;
const RMC_MODE = 12;
const GGA_LATITUDE = 2;
const GGA_QUALITY = 6;
const GGA_SATELLITES = 7;
const GGA_HDOP = 8;
const GSA_FIX = 2;
const GSV_TOTAL = 3;
const GSV_FIRST = 4;
const TXT_TEXT = 4;

/** Fields of one satellite in GSV. */
const GSV_STRIDE = 4;
const GSV_ELEVATION = 1;
const GSV_AZIMUTH = 2;
const GSV_SIGNAL = 3;

/** From one coordinate to the next: its number, its hemisphere. */
const HEMISPHERE = 1;
const LONGITUDE = 2;

const SOUTH = 0x53;
const WEST = 0x57;

/** 1e-7 degrees in 1e-5 minutes: 1e7 / 60 / 1e5. */
const PER_MINUTE = 5 / 3;
const DEGREE = 1e7;

const ACTIVE = 0x41;

/** Of a position by satellites: A autonomous, D differential, F float, R fixed, P precise. */
const GOOD_MODES: readonly number[] = Object.freeze([0x41, 0x44, 0x46, 0x52, 0x50]);

/** GGA's qualities that satellites gave: 6 is dead reckoning, 7 typed in, 8 simulated. */
const LAST_GOOD_QUALITY = 5;

/** What a whole sentence says of whether there is a fix: undefined where it says nothing of it. */
export function saysFix(sentence: NmeaReader): boolean | undefined {
  switch (sentence.kind) {
    case SentenceKind.Rmc: {
      const isGood = sentence.letter(RMC_STATUS) === ACTIVE;
      return isGood && (sentence.length(RMC_MODE) === 0 || GOOD_MODES.includes(sentence.letter(RMC_MODE)));
    }
    case SentenceKind.Gga: {
      const quality = sentence.number(GGA_QUALITY, 0);
      return quality === NO_NUMBER ? undefined : quality > 0 && quality <= LAST_GOOD_QUALITY;
    }
    default:
      return undefined;
  }
}

/** Of GGA: satellites used, or `NO_NUMBER`. */
export function satellitesUsed(sentence: NmeaReader): number {
  return sentence.number(GGA_SATELLITES, 0);
}

/** Of GGA: the horizontal dilution of precision in hundredths, or `NO_NUMBER`. */
export function horizontalDop(sentence: NmeaReader): number {
  return sentence.number(GGA_HDOP, 2);
}

/** Of GSA: 1 no fix, 2 two dimensions, 3 three; or `NO_NUMBER`. */
export function fixDimensions(sentence: NmeaReader): number {
  return sentence.number(GSA_FIX, 0);
}

/** Of RMC and GGA: in 1e-7 degrees, north positive; undefined where it is empty. */
export function latitude(sentence: NmeaReader): number | undefined {
  return coordinate(sentence, latitudeField(sentence), 2, SOUTH);
}

/** Of RMC and GGA: in 1e-7 degrees, east positive; undefined where it is empty. */
export function longitude(sentence: NmeaReader): number | undefined {
  return coordinate(sentence, latitudeField(sentence) + LONGITUDE, 3, WEST);
}

/** Of GSV: how many satellites this sentence tells of. */
export function satelliteCount(sentence: NmeaReader): number {
  if (sentence.number(GSV_TOTAL, 0) <= 0) return 0;
  return Math.max(Math.floor((sentence.fieldCount - GSV_FIRST) / GSV_STRIDE), 0);
}

/** Of GSV: the number of a satellite, `index` from 0 on; or `NO_NUMBER`. */
export function satelliteId(sentence: NmeaReader, index: number): number {
  return sentence.number(GSV_FIRST + index * GSV_STRIDE, 0);
}

/** Of GSV: degrees above the horizon; 0 where it is not known. */
export function satelliteElevation(sentence: NmeaReader, index: number): number {
  return Math.max(sentence.number(GSV_FIRST + index * GSV_STRIDE + GSV_ELEVATION, 0), 0);
}

/** Of GSV: degrees from north; 0 where it is not known. */
export function satelliteAzimuth(sentence: NmeaReader, index: number): number {
  return Math.max(sentence.number(GSV_FIRST + index * GSV_STRIDE + GSV_AZIMUTH, 0), 0);
}

/** Of GSV: C/N0 in dBHz; 0 where it is not tracked. */
export function satelliteSignal(sentence: NmeaReader, index: number): number {
  return Math.max(sentence.number(GSV_FIRST + index * GSV_STRIDE + GSV_SIGNAL, 0), 0);
}

/** Of TXT: whether it says `text` first, as u-blox receivers do "ANTSTATUS=OPEN". */
export function saysText(sentence: NmeaReader, text: string): boolean {
  return sentence.begins(TXT_TEXT, text);
}

function latitudeField({ kind }: NmeaReader): number {
  return kind === SentenceKind.Rmc ? RMC_LATITUDE : GGA_LATITUDE;
}

/** "ddmm.mmmm" with `degreeDigits` of them. */
function coordinate(
  sentence: NmeaReader,
  field: number,
  degreeDigits: number,
  negative: number,
): number | undefined {
  const degrees = sentence.digits(field, 0, degreeDigits);
  const minutes = sentence.numberFrom(field, degreeDigits, 5);
  if (degrees === NO_NUMBER || minutes === NO_NUMBER) return undefined;
  const value = degrees * DEGREE + Math.round(minutes * PER_MINUTE);
  return sentence.letter(field + HEMISPHERE) === negative ? 0 - value : value;
}
