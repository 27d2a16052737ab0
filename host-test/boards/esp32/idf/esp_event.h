/* The system's events. */
#ifndef XS_NTP_FAKE_ESP_EVENT_H
#define XS_NTP_FAKE_ESP_EVENT_H

#include <stdint.h>

#include "esp_err.h"

#define ESP_EVENT_ANY_ID -1

typedef const char *esp_event_base_t;
typedef void (*esp_event_handler_t)(void *context, esp_event_base_t base, int32_t event, void *data);

esp_err_t esp_event_loop_create_default(void);
esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t event, esp_event_handler_t handler,
                                     void *context);
esp_err_t esp_event_handler_unregister(esp_event_base_t base, int32_t event, esp_event_handler_t handler);

#endif
