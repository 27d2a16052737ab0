/* Two words of 32 bits, as which a point in time and the like cross between C and JavaScript; after xsmc.h. */
#ifndef NTP_TWO_WORDS_H
#define NTP_TWO_WORDS_H

/* Throws a RangeError where the argument's buffer is shorter. */
static inline uint32_t *two_words(xsMachine *the, int argument) {
  uint32_t *words;
  xsUnsignedValue bytes;
  xsmcGetBufferWritable(xsArg(argument), (void **)&words, &bytes);
  if (bytes < 2 * sizeof *words) xsRangeError("two words are needed");
  return words;
}

#endif
