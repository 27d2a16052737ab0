/* lwIP's network interfaces, as text. */
#ifndef XS_NTP_INTERFACES_H
#define XS_NTP_INTERFACES_H

#include <stddef.h>

/*
 * Of interfaces that are up with a link, a line for each address that can be used: device, address, prefix
 * length, zone. What does not fit is left out, in whole lines.
 */
void interfaces_print(char *into, size_t bytes);

#endif
