#ifndef XS_NTP_FAKE_FREERTOS_H
#define XS_NTP_FAKE_FREERTOS_H

#include <stdint.h>

#define pdMS_TO_TICKS(ms) (ms)
#define portMAX_DELAY UINT32_MAX
#define pdPASS 1

typedef int BaseType_t;
typedef unsigned UBaseType_t;
typedef uint32_t TickType_t;

#endif
