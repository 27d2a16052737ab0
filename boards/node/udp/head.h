/*
 * What JavaScript and native code tell each other of UDP, by memory that both sides read and write: SLOTS
 * received datagrams, then a queue of SLOTS to be sent; first all their heads, then all their bytes.
 */
#ifndef XS_NTP_HEAD_H
#define XS_NTP_HEAD_H

#include <stdint.h>

/* What there is of a datagram besides its bytes, as 32-bit words; `Head` in shared-memory.ts. */
enum head { LENGTH, PORT, ZONE, WORD0, WORD1, WORD2, WORD3, SECONDS, NANOS, HEAD_WORDS };

#define HEADS_BYTES (2 * SLOTS * HEAD_WORDS * sizeof(uint32_t))

enum family { IPV4 = 4, IPV6 = 6 };

/* Whose a local address is; `Cast` in ports.ts. */
enum cast { OWN, BROADCAST, GROUP };

#endif
