#include "esp_eth.h"

typedef void *esp_eth_netif_glue_handle_t;

esp_eth_netif_glue_handle_t esp_eth_new_netif_glue(esp_eth_handle_t driver);
esp_err_t esp_eth_del_netif_glue(esp_eth_netif_glue_handle_t glue);
