/* The face of idf-ethernet.h for XS. */
#include "xsmc.h"
#include "mc.xs.h"

#include "../idf.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "idf-ethernet.h"

#define POST_AGAIN_MS 100
#define LONGEST_ADDRESS sizeof "255.255.255.255"

struct ethernet {
  xsMachine *machine;
  xsSlot object;
};

/* There is one in a program, and it stays. */
static struct ethernet only;

static void deliver(void *machine, void *context, uint8_t *message, uint16_t length) {
  (void)context;
  (void)message;
  (void)length;
  xsBeginHost((xsMachine *)machine);
  xsCall0(only.object, xsID_changed);
  xsEndHost((xsMachine *)machine);
}

/* In a task of the system's. While XS has no room for the message, it waits. */
static void on_changed(void *context) {
  while (!idf_post(only.machine, deliver, context)) vTaskDelay(pdMS_TO_TICKS(POST_AGAIN_MS));
}

void xs_esp32_ethernet_destructor(void *data) {
  (void)data;
}

/* start(place: ArrayBuffer): boolean; `changed()` is called from then on */
void xs_esp32_ethernet_start(xsMachine *the) {
  const struct ethernet_place *place;
  xsUnsignedValue bytes;
  xsmcGetBufferReadable(xsArg(0), (void **)&place, &bytes);
  if (bytes != sizeof *place) xsRangeError("another number of pins is needed");
  if (!only.machine) {
    only.machine = the;
    only.object = xsThis;
    xsRemember(only.object);
  }
  xsmcSetBoolean(xsResult, idf_ethernet_start(place, on_changed, NULL));
}

/* state(): number; as ECMA-419 has it */
void xs_esp32_ethernet_state(xsMachine *the) {
  xsmcSetInteger(xsResult, idf_ethernet_state());
}

/* address(): string; empty where there is none */
void xs_esp32_ethernet_address(xsMachine *the) {
  char text[LONGEST_ADDRESS];
  idf_ethernet_address(text, sizeof text);
  xsmcSetString(xsResult, text);
}
