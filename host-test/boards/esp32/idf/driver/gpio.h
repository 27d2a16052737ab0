/* Pins and their interrupts, as far as the board calls them. */
#ifndef XS_NTP_FAKE_GPIO_H
#define XS_NTP_FAKE_GPIO_H

#include <stdint.h>

#include "esp_err.h"

#define GPIO_NUM_NC -1
#define ESP_INTR_FLAG_LEVEL3 (1 << 3)
#define ESP_INTR_FLAG_IRAM (1 << 10)

typedef int gpio_num_t;
typedef enum { GPIO_MODE_INPUT = 1, GPIO_MODE_OUTPUT = 2 } gpio_mode_t;
typedef enum { GPIO_INTR_DISABLE, GPIO_INTR_POSEDGE, GPIO_INTR_NEGEDGE } gpio_int_type_t;
typedef void (*gpio_isr_t)(void *argument);

typedef struct {
  uint64_t pin_bit_mask;
  gpio_mode_t mode;
  gpio_int_type_t intr_type;
} gpio_config_t;

esp_err_t gpio_config(const gpio_config_t *config);
esp_err_t gpio_install_isr_service(int flags);
esp_err_t gpio_isr_handler_add(gpio_num_t pin, gpio_isr_t handler, void *argument);
esp_err_t gpio_isr_handler_remove(gpio_num_t pin);
esp_err_t gpio_reset_pin(gpio_num_t pin);
esp_err_t gpio_set_direction(gpio_num_t pin, gpio_mode_t mode);
esp_err_t gpio_set_level(gpio_num_t pin, uint32_t level);

#endif
