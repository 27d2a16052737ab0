#include "idf-sleep.h"

#include "esp_private/esp_clk.h"
#include "esp_sleep.h"
#include "esp_system.h"
#include "esp_wifi.h"

/* The SDK's makefile has no folder of headers that soc/rtc.h is in. */
#if CONFIG_IDF_TARGET_ESP32
#include "esp_hw_support/port/esp32/include/soc/rtc.h"
#elif CONFIG_IDF_TARGET_ESP32S3
#include "esp_hw_support/port/esp32s3/include/soc/rtc.h"
#elif CONFIG_IDF_TARGET_ESP32C3
#include "esp_hw_support/port/esp32c3/include/soc/rtc.h"
#else
#include "soc/rtc.h"
#endif

_Static_assert(IDF_PERIOD_BITS == RTC_CLK_CAL_FRACT, "as rtc_clk_cal has it");

/* Some 7 ms: the ten that the ESP-IDF itself takes are worth 400 ppm. */
#define CYCLES 1024

bool idf_has_slept(void) {
  return esp_reset_reason() == ESP_RST_DEEPSLEEP;
}

uint64_t idf_slow_cycles(void) {
  return rtc_time_get();
}

uint32_t idf_slow_hz(void) {
  return rtc_clk_slow_freq_get_hz();
}

bool idf_slow_is_quartz(void) {
  return rtc_clk_slow_src_get() == SOC_RTC_SLOW_CLK_SRC_XTAL32K;
}

uint32_t idf_slow_period(void) {
  return esp_clk_slowclk_cal_get();
}

/* What it is told in microseconds becomes cycles by the period of now, when the chip is warm. */
void idf_sleep(uint64_t cycles) {
  esp_wifi_stop();
  uint32_t period = rtc_clk_cal(CLK_CAL_RTC_SLOW, CYCLES);
  esp_deep_sleep((cycles * (period ? period : idf_slow_period())) >> IDF_PERIOD_BITS);
}
