/* Starting the program anew. */
#ifndef XS_NTP_RESTART_H
#define XS_NTP_RESTART_H

#include <time.h>

/* When the call under way has returned; with the same words, once CLOCK_BOOTTIME is at `until`. */
void lin_restart_at(const struct timespec *until);

#endif
