#include "idf-health.h"

#include "esp_heap_caps.h"
#include "esp_system.h"
#include "esp_task_wdt.h"

/* XS, where it cannot go on, restarts the chip as a program does: that tells nothing. */
enum last_end idf_last_end(void) {
  switch (esp_reset_reason()) {
    case ESP_RST_POWERON:
    case ESP_RST_EXT:
    case ESP_RST_DEEPSLEEP:
      return WANTED_END;
    case ESP_RST_PANIC:
    case ESP_RST_INT_WDT:
    case ESP_RST_TASK_WDT:
    case ESP_RST_WDT:
    case ESP_RST_BROWNOUT:
      return BROKEN_END;
    default:
      return UNKNOWN_END;
  }
}

void idf_restart(void) {
  esp_restart();
}

void idf_heap(uint32_t *total, uint32_t *unused) {
  *total = heap_caps_get_total_size(MALLOC_CAP_8BIT);
  *unused = heap_caps_get_free_size(MALLOC_CAP_8BIT);
}

/* The SDK leaves this watchdog off, or watches the idle tasks with it. */
void idf_watch(uint32_t milliseconds) {
#if CONFIG_ESP_TASK_WDT_EN
  esp_task_wdt_config_t config = { .timeout_ms = milliseconds, .idle_core_mask = 0, .trigger_panic = true };
  if (esp_task_wdt_init(&config) == ESP_ERR_INVALID_STATE) esp_task_wdt_reconfigure(&config);
  esp_task_wdt_add(NULL);
#else
  (void)milliseconds;
#endif
}

void idf_feed(void) {
#if CONFIG_ESP_TASK_WDT_EN
  esp_task_wdt_reset();
#endif
}
