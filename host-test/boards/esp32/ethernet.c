/*
 * Runs boards/esp32/ethernet/idf-ethernet.c over a simulated ESP-IDF, with the MAC's or the W5500's file, and
 * prints what each case led to, "case: result".
 */
#include "../../../boards/esp32/ethernet/idf-ethernet.h"

#include <stdio.h>
#include <string.h>

#include "driver/gpio.h"
#include "driver/spi_master.h"
#include "esp_eth_mac_esp.h"
#include "esp_eth_mac_w5500.h"
#include "esp_eth_netif_glue.h"
#include "esp_eth_phy_w5500.h"
#include "esp_event.h"
#include "esp_mac.h"
#include "esp_netif.h"
#include "freertos/task.h"

#define MOST_CALLS 30

struct esp_netif_obj {
  int unused;
};

/* Which call is refused, counted from the last assignment; 0: none. */
static int refused_call;

/* What there is of each, and what was done to it, in words. */
static int macs, phys, drivers, glues, netifs, handlers, attached, started;
static char made[512];

static esp_event_handler_t on_link, on_address;
static bool has_address;
static int tellings;

static bool is_refused(void) {
  return refused_call > 0 && --refused_call == 0;
}

static void note(const char *words) {
  strncat(made, made[0] ? ", " : "", sizeof made - strlen(made) - 1);
  strncat(made, words, sizeof made - strlen(made) - 1);
}

/* --- the ESP-IDF -------------------------------------------------------------------------------- */

static esp_err_t take(int *count) {
  if (is_refused()) return ESP_FAIL;
  ++*count;
  return ESP_OK;
}

static esp_err_t give(int *count) {
  if (*count == 0) return ESP_ERR_INVALID_STATE;
  --*count;
  return ESP_OK;
}

static esp_err_t delete_mac(esp_eth_mac_t *mac) {
  (void)mac;
  return drivers ? ESP_ERR_INVALID_STATE : give(&macs);
}

static esp_err_t delete_phy(esp_eth_phy_t *phy) {
  (void)phy;
  return drivers ? ESP_ERR_INVALID_STATE : give(&phys);
}

static esp_eth_mac_t the_mac = { delete_mac };
static esp_eth_phy_t the_phy = { delete_phy };
static esp_netif_t the_netif;

void vTaskDelay(unsigned ticks) {
  char words[32];
  snprintf(words, sizeof words, "%u ms", ticks);
  note(words);
}

esp_err_t gpio_reset_pin(gpio_num_t pin) {
  (void)pin;
  return ESP_OK;
}

esp_err_t gpio_set_direction(gpio_num_t pin, gpio_mode_t mode) {
  (void)pin;
  return mode == GPIO_MODE_OUTPUT ? ESP_OK : ESP_FAIL;
}

esp_err_t gpio_set_level(gpio_num_t pin, uint32_t level) {
  char words[32];
  snprintf(words, sizeof words, "pin %d %s", pin, level ? "high" : "low");
  note(words);
  return ESP_OK;
}

/* As they are when Wi-Fi or a digital input was there before. */
esp_err_t gpio_install_isr_service(int flags) {
  (void)flags;
  return is_refused() ? ESP_FAIL : ESP_ERR_INVALID_STATE;
}

esp_err_t esp_event_loop_create_default(void) {
  return is_refused() ? ESP_FAIL : ESP_ERR_INVALID_STATE;
}

esp_err_t spi_bus_initialize(int host, const spi_bus_config_t *config, int dma) {
  char words[64];
  snprintf(words, sizeof words, "bus %d: in %d, out %d, clock %d", host, config->miso_io_num,
           config->mosi_io_num, config->sclk_io_num);
  note(words);
  return is_refused() || dma != SPI_DMA_CH_AUTO ? ESP_FAIL : ESP_OK;
}

esp_eth_mac_t *esp_eth_mac_new_esp32(const eth_esp32_emac_config_t *own, const eth_mac_config_t *config) {
  char words[96];
  (void)config;
  snprintf(words, sizeof words, "MAC by MDC %d, MDIO %d, clock %s %d", own->smi_gpio.mdc_num,
           own->smi_gpio.mdio_num, own->clock_config.rmii.clock_mode == EMAC_CLK_OUT ? "out" : "in",
           own->clock_config.rmii.clock_gpio);
  note(words);
  return take(&macs) == ESP_OK ? &the_mac : NULL;
}

esp_eth_mac_t *esp_eth_mac_new_w5500(const eth_w5500_config_t *own, const eth_mac_config_t *config) {
  const spi_device_interface_config_t *device = own->base.spi_devcfg;
  char words[96];
  (void)config;
  snprintf(words, sizeof words, "W5500 on bus %d, %d MHz, select %d, interrupt %d", own->base.spi_host_id,
           device->clock_speed_hz / 1000000, device->spics_io_num, own->base.int_gpio_num);
  note(words);
  return take(&macs) == ESP_OK ? &the_mac : NULL;
}

static esp_eth_phy_t *make_phy(const eth_phy_config_t *config) {
  char words[64];
  snprintf(words, sizeof words, "PHY %d, reset %d", config->phy_addr, config->reset_gpio_num);
  note(words);
  return take(&phys) == ESP_OK ? &the_phy : NULL;
}

esp_eth_phy_t *esp_eth_phy_new_generic(const eth_phy_config_t *config) {
  return make_phy(config);
}

esp_eth_phy_t *esp_eth_phy_new_w5500(const eth_phy_config_t *config) {
  return make_phy(config);
}

esp_err_t esp_eth_driver_install(const esp_eth_config_t *config, esp_eth_handle_t *driver) {
  if (config->mac != &the_mac || config->phy != &the_phy || take(&drivers) != ESP_OK) return ESP_FAIL;
  *driver = &drivers;
  return ESP_OK;
}

esp_err_t esp_eth_driver_uninstall(esp_eth_handle_t driver) {
  return driver != &drivers || glues || started ? ESP_ERR_INVALID_STATE : give(&drivers);
}

esp_err_t esp_read_mac(uint8_t *into, int of) {
  memset(into, of, 6);
  return is_refused() ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_eth_ioctl(esp_eth_handle_t driver, int command, void *data) {
  const uint8_t *address = data;
  if (driver != &drivers || command != ETH_CMD_S_MAC_ADDR || is_refused()) return ESP_FAIL;
  return address[0] == ESP_MAC_ETH ? ESP_OK : ESP_FAIL;
}

esp_err_t esp_netif_init(void) {
  return is_refused() ? ESP_FAIL : ESP_OK;
}

esp_netif_t *esp_netif_new(const esp_netif_config_t *config) {
  (void)config;
  return take(&netifs) == ESP_OK ? &the_netif : NULL;
}

esp_eth_netif_glue_handle_t esp_eth_new_netif_glue(esp_eth_handle_t driver) {
  return driver == &drivers && take(&glues) == ESP_OK ? &glues : NULL;
}

esp_err_t esp_eth_del_netif_glue(esp_eth_netif_glue_handle_t glue) {
  attached = 0;
  return glue == &glues ? give(&glues) : ESP_FAIL;
}

esp_err_t esp_netif_attach(esp_netif_t *netif, void *glue) {
  return netif == &the_netif && glue == &glues ? take(&attached) : ESP_FAIL;
}

void esp_netif_destroy(esp_netif_t *netif) {
  if (netif == &the_netif) give(&netifs);
}

esp_err_t esp_event_handler_register(esp_event_base_t base, int32_t event, esp_event_handler_t handler,
                                     void *context) {
  if (event != ESP_EVENT_ANY_ID || context || take(&handlers) != ESP_OK) return ESP_FAIL;
  *(strcmp(base, ETH_EVENT) == 0 ? &on_link : &on_address) = handler;
  return ESP_OK;
}

esp_err_t esp_event_handler_unregister(esp_event_base_t base, int32_t event, esp_event_handler_t handler) {
  esp_event_handler_t *registered = strcmp(base, ETH_EVENT) == 0 ? &on_link : &on_address;
  if (event != ESP_EVENT_ANY_ID || *registered != handler) return ESP_ERR_INVALID_STATE;
  *registered = NULL;
  return give(&handlers);
}

esp_err_t esp_eth_start(esp_eth_handle_t driver) {
  return driver == &drivers && attached ? take(&started) : ESP_FAIL;
}

esp_err_t esp_netif_create_ip6_linklocal(esp_netif_t *netif) {
  note(netif == &the_netif ? "link-local address" : "nobody's address");
  return ESP_OK;
}

esp_err_t esp_netif_get_ip_info(esp_netif_t *netif, esp_netif_ip_info_t *into) {
  into->ip.addr = has_address;
  return netif == &the_netif ? ESP_OK : ESP_FAIL;
}

char *esp_ip4addr_ntoa(const void *address, char *into, int bytes) {
  (void)address;
  snprintf(into, (size_t)bytes, "192.0.2.7");
  return into;
}

/* --- the cases ---------------------------------------------------------------------------------- */

#ifdef WITH_W5500
static const struct ethernet_place PLACE = {
  NO_PIN, NO_PIN, NO_PIN, NO_PIN, NO_PIN, .select = 14, .serial_clock = 13, .output = 11, .input = 12,
  .interrupt = 10, .reset = 9,
};
#else
static const struct ethernet_place PLACE = { 0, 23, 18, 17, 12, NO_PIN, NO_PIN, NO_PIN, NO_PIN, NO_PIN, NO_PIN };
#endif

static void on_changed(void *context) {
  if (context == &tellings) tellings++;
}

static bool start(void) {
  made[0] = 0;
  return idf_ethernet_start(&PLACE, on_changed, &tellings);
}

static bool is_free(void) {
  return macs + phys + drivers + glues + netifs + handlers + attached + started == 0;
}

static void tell_state(const char *name) {
  char address[16];
  idf_ethernet_address(address, sizeof address);
  printf("%s: %d \"%s\", told %d times\n", name, (int)idf_ethernet_state(), address, tellings);
}

static void happen(const char *name, esp_event_base_t base, int event) {
  (strcmp(base, ETH_EVENT) == 0 ? on_link : on_address)(NULL, base, event, NULL);
  tell_state(name);
}

int main(void) {
  int calls = 0, left = 0;
  bool is_started = false;
  tell_state("before");
  while (!is_started && calls < MOST_CALLS) {
    refused_call = ++calls;
    is_started = start();
    if (!is_started && !is_free()) left++;
  }
  refused_call = 0;
  printf("calls, each refused in turn: %d\n", calls - 1);
  printf("calls that left something behind: %d\n", left);
  printf("started: %s\n", made);
  printf("started again: %s%d driver\n", start() ? "" : "refused, ", drivers);
  happen("another event", ETH_EVENT, ETHERNET_EVENT_START);
  happen("a link", ETH_EVENT, ETHERNET_EVENT_CONNECTED);
  printf("with the link: %s\n", made);
  has_address = true;
  happen("an address", IP_EVENT, IP_EVENT_ETH_GOT_IP);
  happen("the same again", IP_EVENT, IP_EVENT_ETH_GOT_IP);
  has_address = false;
  happen("the address lost", IP_EVENT, IP_EVENT_ETH_LOST_IP);
  happen("the link lost", ETH_EVENT, ETHERNET_EVENT_DISCONNECTED);
  happen("the address lost after it", IP_EVENT, IP_EVENT_ETH_LOST_IP);
  return 0;
}
