/* The face of idf-health.h for XS. */
#include "idf-health.h"

#include "xsmc.h"

#include "../firmware/two-words.h"

/* lastEnd(): number */
void xs_esp32_last_end(xsMachine *the) {
  xsmcSetInteger(xsResult, idf_last_end());
}

/* restart(): void; it does not return */
void xs_esp32_restart(xsMachine *the) {
  (void)the;
  idf_restart();
}

/* readHeap(into: ArrayBuffer): void; two words: octets there are, and free */
void xs_esp32_read_heap(xsMachine *the) {
  uint32_t *words = two_words(the, 0);
  idf_heap(&words[0], &words[1]);
}

/* watch(milliseconds): void */
void xs_esp32_watch(xsMachine *the) {
  idf_watch(xsmcToInteger(xsArg(0)));
}

/* feed(): void */
void xs_esp32_feed(xsMachine *the) {
  (void)the;
  idf_feed();
}
