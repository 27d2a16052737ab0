#ifndef XS_NTP_FAKE_FREERTOS_H
#define XS_NTP_FAKE_FREERTOS_H

#define pdMS_TO_TICKS(ms) (ms)

#endif
