#ifndef XS_NTP_FAKE_ESP_TIMER_H
#define XS_NTP_FAKE_ESP_TIMER_H

#include <stdint.h>

int64_t esp_timer_get_time(void);

#endif
