/** The sentences that name a second, RMC and ZDA of NMEA 0183. Allocates nothing. */
import { SECOND, type Q32 } from "../time/fixed.js";
import { SentenceKind } from "./nmea-kind.js";
import { NO_NUMBER, type NmeaReader } from "./nmea.js";
import { type NamedSecond } from "./named-second.js";

/** Fields. */
const UTC_TIME = 1;
const RMC_DATE = 9;
const ZDA_DAY = 2;
const ZDA_MONTH = 3;
const ZDA_YEAR = 4;

/** "hhmmss" before the point, of which as many decimals are read as make a microsecond. */
const TIME_LENGTH = 6;
const DECIMALS = 6;
const MILLIONTHS = 1_000_000;
const POINT = 0x2e;

/** Two digits of a year are from here on: GPS began in 1980. */
const FIRST_YEAR = 80;

/** Whether the sentence, a whole one, names a second; `into` is that, else it is as it was. */
export function readSecond(sentence: NmeaReader, into: NamedSecond): boolean {
  switch (sentence.kind) {
    case SentenceKind.Rmc: {
      if (sentence.length(RMC_DATE) !== TIME_LENGTH) return false;
      const year = sentence.digits(RMC_DATE, 4, 2);
      const full = year < FIRST_YEAR ? 2000 + year : 1900 + year;
      const month = sentence.digits(RMC_DATE, 2, 2);
      return year !== NO_NUMBER && read(sentence, full, month, sentence.digits(RMC_DATE, 0, 2), into);
    }
    case SentenceKind.Zda: {
      const year = sentence.digits(ZDA_YEAR, 0, 4);
      return read(sentence, year, sentence.number(ZDA_MONTH, 0), sentence.number(ZDA_DAY, 0), into);
    }
    default:
      return false;
  }
}

function read(sentence: NmeaReader, year: number, month: number, day: number, into: NamedSecond): boolean {
  const hour = sentence.digits(UTC_TIME, 0, 2);
  const minute = sentence.digits(UTC_TIME, 2, 2);
  const second = sentence.digits(UTC_TIME, 4, 2);
  const fraction = fractionOf(sentence);
  return fraction !== NO_NUMBER && into.set(year, month, day, hour, minute, second, fraction);
}

function fractionOf(sentence: NmeaReader): Q32 {
  const length = sentence.length(UTC_TIME);
  if (length > TIME_LENGTH && sentence.octet(UTC_TIME, TIME_LENGTH) !== POINT) return NO_NUMBER;
  if (length <= TIME_LENGTH + 1) return 0;
  const millionths = sentence.numberFrom(UTC_TIME, TIME_LENGTH, DECIMALS);
  return millionths === NO_NUMBER ? NO_NUMBER : Math.floor((millionths * SECOND) / MILLIONTHS);
}
