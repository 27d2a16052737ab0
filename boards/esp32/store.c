/* The face of generations.h for XS. */
#include "xsmc.h"

#include <stdlib.h>

#include "generations.h"

/* Names are those of `checkedStoreName`, and short. */
#define LONGEST_NAME 64

static char *name_of(xsMachine *the, char *into) {
  return xsmcToStringBuffer(xsArg(0), into, LONGEST_NAME);
}

/* read(name): string | undefined */
void xs_esp32_store_read(xsMachine *the) {
  char name[LONGEST_NAME];
  char *text = generations_read(name_of(the, name));
  if (text) xsmcSetString(xsResult, text);
  free(text);
}

/* write(name, text): boolean; whether it is stored */
void xs_esp32_store_write(xsMachine *the) {
  char name[LONGEST_NAME];
  name_of(the, name);
  xsmcSetBoolean(xsResult, generations_write(name, xsmcToString(xsArg(1))));
}

/* remove(name): void */
void xs_esp32_store_remove(xsMachine *the) {
  char name[LONGEST_NAME];
  generations_remove(name_of(the, name));
}

/* count(name): number; of writes */
void xs_esp32_store_count(xsMachine *the) {
  char name[LONGEST_NAME];
  xsmcSetInteger(xsResult, (int)generations_count(name_of(the, name)));
}
