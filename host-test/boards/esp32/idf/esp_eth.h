/* Ethernet's driver, as far as idf-ethernet.c calls it. */
#ifndef XS_NTP_FAKE_ESP_ETH_H
#define XS_NTP_FAKE_ESP_ETH_H

#include <stdbool.h>
#include <stdint.h>

#include "esp_err.h"

typedef struct esp_eth_mac_s {
  esp_err_t (*del)(struct esp_eth_mac_s *mac);
} esp_eth_mac_t;

typedef struct esp_eth_phy_s {
  esp_err_t (*del)(struct esp_eth_phy_s *phy);
} esp_eth_phy_t;

typedef struct {
  int unused;
} eth_mac_config_t;

typedef struct {
  int phy_addr, reset_gpio_num;
} eth_phy_config_t;

typedef struct {
  esp_eth_mac_t *mac;
  esp_eth_phy_t *phy;
} esp_eth_config_t;

typedef void *esp_eth_handle_t;

enum { ETHERNET_EVENT_START, ETHERNET_EVENT_STOP, ETHERNET_EVENT_CONNECTED, ETHERNET_EVENT_DISCONNECTED };
enum { ETH_CMD_S_MAC_ADDR = 1 };

#define ETH_EVENT "ETH_EVENT"
#define ETH_MAC_DEFAULT_CONFIG() { 0 }
#define ETH_PHY_DEFAULT_CONFIG() { .phy_addr = -1, .reset_gpio_num = 5 }
#define ETH_DEFAULT_CONFIG(its_mac, its_phy) { .mac = its_mac, .phy = its_phy }

esp_eth_phy_t *esp_eth_phy_new_generic(const eth_phy_config_t *config);
esp_err_t esp_eth_driver_install(const esp_eth_config_t *config, esp_eth_handle_t *made);
esp_err_t esp_eth_driver_uninstall(esp_eth_handle_t driver);
esp_err_t esp_eth_ioctl(esp_eth_handle_t driver, int command, void *data);
esp_err_t esp_eth_start(esp_eth_handle_t driver);

#endif
