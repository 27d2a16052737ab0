/* The console on standard input and output, as the rest of the program needs it. */
#ifndef XS_NTP_STANDARD_H
#define XS_NTP_STANDARD_H

/* Writes what was printed, as far as it is taken at once. */
void lin_standard_flush(void);

#endif
