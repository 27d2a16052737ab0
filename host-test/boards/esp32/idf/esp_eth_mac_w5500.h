/* A W5500, by Espressif's component. */
#include "esp_eth.h"

typedef struct {
  struct {
    int int_gpio_num, spi_host_id;
    void *spi_devcfg;
  } base;
} eth_w5500_config_t;

#define ETH_W5500_DEFAULT_CONFIG(host, device) { .base = { 4, host, device } }

esp_eth_mac_t *esp_eth_mac_new_w5500(const eth_w5500_config_t *own, const eth_mac_config_t *config);
