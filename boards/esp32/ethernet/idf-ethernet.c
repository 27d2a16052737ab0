#include "idf-ethernet.h"

#include <stdatomic.h>

#include "esp_eth_netif_glue.h"
#include "esp_event.h"
#include "esp_mac.h"
#include "esp_netif.h"

#define ADDRESS_OCTETS 6

/* There is one in a program. */
static esp_netif_t *netif;
static esp_eth_mac_t *mac;
static esp_eth_phy_t *phy;
static esp_eth_handle_t driver;
static esp_eth_netif_glue_handle_t glue;

static atomic_int state = ETHERNET_NONE;
static void (*tell)(void *context);
static void *tell_context;

static void set_state(enum ethernet_state now) {
  if (atomic_exchange(&state, now) != (int)now) tell(tell_context);
}

static void on_link(void *context, esp_event_base_t base, int32_t event, void *data) {
  (void)context;
  (void)base;
  (void)data;
  if (event == ETHERNET_EVENT_CONNECTED) {
    esp_netif_create_ip6_linklocal(netif);
    set_state(ETHERNET_LINK);
  } else if (event == ETHERNET_EVENT_DISCONNECTED) set_state(ETHERNET_NONE);
}

static void on_address(void *context, esp_event_base_t base, int32_t event, void *data) {
  (void)context;
  (void)base;
  (void)data;
  if (event == IP_EVENT_ETH_GOT_IP) set_state(ETHERNET_ADDRESS);
  else if (event == IP_EVENT_ETH_LOST_IP && state == ETHERNET_ADDRESS) set_state(ETHERNET_LINK);
}

/* The loop may be there already, of Wi-Fi. */
static bool listen(void) {
  esp_err_t looping = esp_event_loop_create_default();
  return (looping == ESP_OK || looping == ESP_ERR_INVALID_STATE) &&
         esp_event_handler_register(ETH_EVENT, ESP_EVENT_ANY_ID, on_link, NULL) == ESP_OK &&
         esp_event_handler_register(IP_EVENT, ESP_EVENT_ANY_ID, on_address, NULL) == ESP_OK;
}

static bool install(const struct ethernet_place *place) {
  uint8_t address[ADDRESS_OCTETS];
  mac = idf_ethernet_mac(place);
  phy = mac ? idf_ethernet_phy(place) : NULL;
  if (!phy) return false;
  esp_eth_config_t config = ETH_DEFAULT_CONFIG(mac, phy);
  return esp_eth_driver_install(&config, &driver) == ESP_OK &&
         esp_read_mac(address, ESP_MAC_ETH) == ESP_OK &&
         esp_eth_ioctl(driver, ETH_CMD_S_MAC_ADDR, address) == ESP_OK;
}

static bool attach(void) {
  esp_netif_config_t config = ESP_NETIF_DEFAULT_ETH();
  netif = esp_netif_new(&config);
  glue = netif ? esp_eth_new_netif_glue(driver) : NULL;
  return glue && esp_netif_attach(netif, glue) == ESP_OK && listen() && esp_eth_start(driver) == ESP_OK;
}

/* What was not begun cannot be ended, and says so; that is all the same here. */
static void give_up(void) {
  esp_event_handler_unregister(IP_EVENT, ESP_EVENT_ANY_ID, on_address);
  esp_event_handler_unregister(ETH_EVENT, ESP_EVENT_ANY_ID, on_link);
  if (glue) esp_eth_del_netif_glue(glue);
  if (driver) esp_eth_driver_uninstall(driver);
  if (netif) esp_netif_destroy(netif);
  if (phy) phy->del(phy);
  if (mac) mac->del(mac);
  glue = NULL;
  driver = NULL;
  netif = NULL;
  phy = NULL;
  mac = NULL;
}

bool idf_ethernet_start(const struct ethernet_place *place, void (*changed)(void *context), void *context) {
  if (driver) return true;
  tell = changed;
  tell_context = context;
  if (esp_netif_init() == ESP_OK && install(place) && attach()) return true;
  give_up();
  return false;
}

enum ethernet_state idf_ethernet_state(void) {
  return atomic_load(&state);
}

void idf_ethernet_address(char *into, size_t bytes) {
  esp_netif_ip_info_t info;
  *into = 0;
  if (netif && esp_netif_get_ip_info(netif, &info) == ESP_OK && info.ip.addr)
    esp_ip4addr_ntoa(&info.ip, into, (int)bytes);
}
