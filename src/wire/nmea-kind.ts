/** The sentences of NMEA 0183 that are read, by the last three letters of their address. */

export const enum SentenceKind {
  Other,
  Rmc,
  Gga,
  Zda,
  Gsa,
  Gsv,
  Txt,
}

/** The three letters, an octet each: text would be made an object of at each look at it. */
const enum Name {
  Rmc = 0x524d43,
  Gga = 0x474741,
  Zda = 0x5a4441,
  Gsa = 0x475341,
  Gsv = 0x475356,
  Txt = 0x545854,
}

/** `letters`: three octets, the first one the highest. */
export function kindNamed(letters: number): SentenceKind {
  switch (letters) {
    case Name.Rmc as number:
      return SentenceKind.Rmc;
    case Name.Gga as number:
      return SentenceKind.Gga;
    case Name.Zda as number:
      return SentenceKind.Zda;
    case Name.Gsa as number:
      return SentenceKind.Gsa;
    case Name.Gsv as number:
      return SentenceKind.Gsv;
    case Name.Txt as number:
      return SentenceKind.Txt;
    default:
      return SentenceKind.Other;
  }
}
