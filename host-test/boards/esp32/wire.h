/*
 * Two network interfaces of one lwIP, joined back to back in memory, and a third one that leads nowhere. What
 * one sends the other hears in lwIP's own thread, as on a board.
 */
#ifndef XS_NTP_WIRE_H
#define XS_NTP_WIRE_H

#include <stdint.h>

/* The interfaces' names in lwIP. */
extern char wire_near[], wire_far[], wire_side[];

/* Of the last UDP packet that went over the wire: type of service or traffic class, and TTL or hop limit. */
extern int wire_service, wire_hops;

/* near: 192.0.2.1/24, 2001:db8::1; far: 192.0.2.2/24, 2001:db8::2; side: 198.51.100.1/24, 2001:db8:1::1 */
void wire_start(void);

/* Waits until lwIP has done with all that was sent. */
void wire_settle(void);

#endif
