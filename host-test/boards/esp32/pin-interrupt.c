/* pin.h of a chip without a capture unit: an interrupt for all pins, each with a handler. */
#include "pin.h"

#include <stddef.h>

#include "driver/gpio.h"

#define PINS 64

struct pin {
  gpio_int_type_t edge;
  gpio_isr_t handler;
  void *argument;
};

int64_t pin_now_us;
int pin_late_us, pin_refused_call;

static struct pin pins[PINS];
static bool is_installed;
static int flags;

int64_t esp_timer_get_time(void) {
  return pin_now_us + pin_late_us;
}

static bool is_refused(void) {
  return pin_refused_call > 0 && --pin_refused_call == 0;
}

void pin_share_interrupt(void) {
  is_installed = true;
  flags = 0;
}

const char *pin_interrupt(void) {
  if (!flags) return "of others";
  return flags == (ESP_INTR_FLAG_IRAM | ESP_INTR_FLAG_LEVEL3) ? "in RAM, level 3" : "other flags";
}

bool pin_is_free(void) {
  for (int i = 0; i < PINS; i++)
    if (pins[i].handler || pins[i].edge != GPIO_INTR_DISABLE) return false;
  return true;
}

void pin_edge(int pin, bool is_rising) {
  struct pin *of = &pins[pin];
  if (of->handler && of->edge == (is_rising ? GPIO_INTR_POSEDGE : GPIO_INTR_NEGEDGE)) of->handler(of->argument);
}

esp_err_t gpio_config(const gpio_config_t *config) {
  if (is_refused() || config->mode != GPIO_MODE_INPUT) return ESP_FAIL;
  for (int i = 0; i < PINS; i++)
    if (config->pin_bit_mask >> i & 1) pins[i].edge = config->intr_type;
  return ESP_OK;
}

esp_err_t gpio_install_isr_service(int wanted) {
  if (is_refused()) return ESP_FAIL;
  if (is_installed) return ESP_ERR_INVALID_STATE;
  is_installed = true;
  flags = wanted;
  return ESP_OK;
}

esp_err_t gpio_isr_handler_add(gpio_num_t pin, gpio_isr_t handler, void *argument) {
  if (is_refused()) return ESP_FAIL;
  if (!is_installed) return ESP_ERR_INVALID_STATE;
  pins[pin].handler = handler;
  pins[pin].argument = argument;
  return ESP_OK;
}

esp_err_t gpio_isr_handler_remove(gpio_num_t pin) {
  pins[pin].handler = NULL;
  return is_installed ? ESP_OK : ESP_ERR_INVALID_STATE;
}

esp_err_t gpio_reset_pin(gpio_num_t pin) {
  pins[pin].edge = GPIO_INTR_DISABLE;
  return ESP_OK;
}
