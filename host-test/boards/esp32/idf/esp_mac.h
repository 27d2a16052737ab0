#include <stdint.h>

#include "esp_err.h"

enum { ESP_MAC_ETH = 3 };

esp_err_t esp_read_mac(uint8_t *into, int of);
