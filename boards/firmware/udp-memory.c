/* The memory that udp.c of a board and JavaScript share. XS moves what its own buffers hold, and this stays. */
#include "xsmc.h"

#include <stdlib.h>

void xs_board_udp_memory_destructor(void *memory) {
  free(memory);
}

/* allocate(bytes): ArrayBuffer; all octets are 0 */
void xs_board_udp_allocate(xsMachine *the) {
  int bytes = xsmcToInteger(xsArg(0));
  void *memory = calloc(1, bytes);
  if (!memory) xsUnknownError("ENOMEM");
  xsResult = xsNewHostObject(xs_board_udp_memory_destructor);
  xsmcSetHostBuffer(xsResult, memory, bytes);
}
