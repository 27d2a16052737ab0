/* Network interfaces above lwIP's. */
#ifndef XS_NTP_FAKE_ESP_NETIF_H
#define XS_NTP_FAKE_ESP_NETIF_H

#include <stdint.h>

#include "esp_err.h"

enum { IP_EVENT_ETH_GOT_IP = 4, IP_EVENT_ETH_LOST_IP };

#define IP_EVENT "IP_EVENT"
#define ESP_NETIF_DEFAULT_ETH() { 0 }

typedef struct esp_netif_obj esp_netif_t;

typedef struct {
  int unused;
} esp_netif_config_t;

typedef struct {
  struct {
    uint32_t addr;
  } ip;
} esp_netif_ip_info_t;

esp_err_t esp_netif_init(void);
esp_netif_t *esp_netif_new(const esp_netif_config_t *config);
esp_err_t esp_netif_attach(esp_netif_t *netif, void *glue);
void esp_netif_destroy(esp_netif_t *netif);
esp_err_t esp_netif_create_ip6_linklocal(esp_netif_t *netif);
esp_err_t esp_netif_get_ip_info(esp_netif_t *netif, esp_netif_ip_info_t *into);
char *esp_ip4addr_ntoa(const void *address, char *into, int bytes);

#endif
