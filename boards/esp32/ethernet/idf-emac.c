/*
 * The chip's own MAC, which gives its PHY the clock: what the SDK's Ethernet does not offer. The PHY is driven by
 * the registers that IEEE 802.3 section 22.2.4 has for all.
 */
#include "driver/gpio.h"
#include "esp_eth_mac_esp.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "idf-ethernet.h"

#define POWER_MS 100

/* Off for a while, so that it starts anew with the board. */
static void power(int pin) {
  gpio_reset_pin(pin);
  gpio_set_direction(pin, GPIO_MODE_OUTPUT);
  gpio_set_level(pin, 0);
  vTaskDelay(pdMS_TO_TICKS(POWER_MS));
  gpio_set_level(pin, 1);
  vTaskDelay(pdMS_TO_TICKS(POWER_MS));
}

esp_eth_mac_t *idf_ethernet_mac(const struct ethernet_place *place) {
  eth_mac_config_t config = ETH_MAC_DEFAULT_CONFIG();
  eth_esp32_emac_config_t own = ETH_ESP32_EMAC_DEFAULT_CONFIG();
  own.smi_gpio.mdc_num = place->mdc;
  own.smi_gpio.mdio_num = place->mdio;
  own.clock_config.rmii.clock_mode = EMAC_CLK_OUT;
  own.clock_config.rmii.clock_gpio = place->clock;
  if (place->power != NO_PIN) power(place->power);
  return esp_eth_mac_new_esp32(&own, &config);
}

esp_eth_phy_t *idf_ethernet_phy(const struct ethernet_place *place) {
  eth_phy_config_t config = ETH_PHY_DEFAULT_CONFIG();
  config.phy_addr = place->phy;
  config.reset_gpio_num = place->reset;
  return esp_eth_phy_new_generic(&config);
}
