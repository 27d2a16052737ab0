/*
 * Small texts in the flash memory, each in two places that take turns: while one is written the other stays,
 * so that a power cut leaves the old text or the new one. A text that is there already is not written.
 */
#ifndef XS_NTP_GENERATIONS_H
#define XS_NTP_GENERATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What was last written whole under `name`, ended by a NUL, to be freed; NULL: nothing, or no memory for it.
 */
char *generations_read(const char *name);

/* Answers whether it is in the flash memory; if not, what was there is there still. */
bool generations_write(const char *name, const char *text);

void generations_remove(const char *name);

/* How often `name` was written since it was last removed: flash memory wears out. */
uint32_t generations_count(const char *name);

#endif
