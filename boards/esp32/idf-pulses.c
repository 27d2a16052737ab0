/*
 * Edges on a pin, for pulses.h: of the capture unit (MCPWM) where the chip has one, which stamps them itself;
 * else by an interrupt that reads the counter.
 */
#include "idf.h"

#include "esp_timer.h"
#include "pulses.h"
#include "soc/soc_caps.h"

#if SOC_MCPWM_SUPPORTED

#include "driver/mcpwm_cap.h"

static mcpwm_cap_timer_handle_t timer;
static mcpwm_cap_channel_handle_t channel;

static bool IDF_IN_RAM on_capture(mcpwm_cap_channel_handle_t from, const mcpwm_capture_event_data_t *event,
                                  void *pulses) {
  (void)from;
  pulses_note(pulses, event->cap_value, esp_timer_get_time());
  return false;
}

static bool start_capture(int pin, bool is_rising, struct pulses *pulses) {
  uint32_t hertz;
  mcpwm_capture_timer_config_t timer_config = { .group_id = 0, .clk_src = MCPWM_CAPTURE_CLK_SRC_DEFAULT };
  mcpwm_capture_channel_config_t channel_config = { .gpio_num = pin, .prescale = 1 };
  mcpwm_capture_event_callbacks_t callbacks = { .on_cap = on_capture };
  channel_config.flags.pos_edge = is_rising;
  channel_config.flags.neg_edge = !is_rising;
  if (mcpwm_new_capture_timer(&timer_config, &timer) != ESP_OK ||
      mcpwm_capture_timer_get_resolution(timer, &hertz) != ESP_OK ||
      mcpwm_new_capture_channel(timer, &channel_config, &channel) != ESP_OK)
    return false;
  pulses_attach(pulses, hertz);
  return mcpwm_capture_channel_register_event_callbacks(channel, &callbacks, pulses) == ESP_OK &&
         mcpwm_capture_channel_enable(channel) == ESP_OK && mcpwm_capture_timer_enable(timer) == ESP_OK &&
         mcpwm_capture_timer_start(timer) == ESP_OK;
}

/* What was not begun cannot be ended, and says so; that is all the same here. */
void idf_capture_stop(void) {
  if (timer) mcpwm_capture_timer_stop(timer);
  if (timer) mcpwm_capture_timer_disable(timer);
  if (channel) mcpwm_capture_channel_disable(channel);
  if (channel) mcpwm_del_capture_channel(channel);
  if (timer) mcpwm_del_capture_timer(timer);
  channel = NULL;
  timer = NULL;
}

#else

#include "driver/gpio.h"

static int listened = GPIO_NUM_NC;

static void IDF_IN_RAM on_edge(void *pulses) {
  pulses_note(pulses, 0, esp_timer_get_time());
}

static bool start_capture(int pin, bool is_rising, struct pulses *pulses) {
  gpio_config_t config = {
    .pin_bit_mask = UINT64_C(1) << pin,
    .mode = GPIO_MODE_INPUT,
    .intr_type = is_rising ? GPIO_INTR_POSEDGE : GPIO_INTR_NEGEDGE,
  };
  /* Before what else interrupts: the stamp waits for nothing that has less priority. */
  esp_err_t installed = gpio_install_isr_service(ESP_INTR_FLAG_IRAM | ESP_INTR_FLAG_LEVEL3);
  /* Of the SDK, perhaps, and then without these flags. */
  if (installed != ESP_OK && installed != ESP_ERR_INVALID_STATE) return false;
  listened = pin;
  pulses_attach(pulses, 0);
  return gpio_config(&config) == ESP_OK && gpio_isr_handler_add(pin, on_edge, pulses) == ESP_OK;
}

void idf_capture_stop(void) {
  if (listened == GPIO_NUM_NC) return;
  gpio_isr_handler_remove(listened);
  gpio_reset_pin(listened);
  listened = GPIO_NUM_NC;
}

#endif

bool idf_capture_start(int pin, bool is_rising, struct pulses *pulses) {
  idf_capture_stop();
  if (start_capture(pin, is_rising, pulses)) return true;
  idf_capture_stop();
  return false;
}
