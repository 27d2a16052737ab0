/* A W5500 on an SPI bus of its own, by Espressif's driver (component w5500 of their registry). */
#include "driver/gpio.h"
#include "driver/spi_master.h"
#include "esp_eth_mac_w5500.h"
#include "esp_eth_phy_w5500.h"
#include "../ethernet/idf-ethernet.h"

#define BUS SPI2_HOST
#define HERTZ 20000000
#define TRANSACTIONS 20

/* Whether the bus and the service of pins' interrupts are there, by this or since an earlier try. */
static bool prepare(const struct ethernet_place *place) {
  spi_bus_config_t bus = {
    .miso_io_num = place->input,
    .mosi_io_num = place->output,
    .sclk_io_num = place->serial_clock,
    .quadwp_io_num = NO_PIN,
    .quadhd_io_num = NO_PIN,
  };
  esp_err_t begun = spi_bus_initialize(BUS, &bus, SPI_DMA_CH_AUTO), serviced = gpio_install_isr_service(0);
  return (begun == ESP_OK || begun == ESP_ERR_INVALID_STATE) &&
         (serviced == ESP_OK || serviced == ESP_ERR_INVALID_STATE);
}

esp_eth_mac_t *idf_ethernet_mac(const struct ethernet_place *place) {
  eth_mac_config_t config = ETH_MAC_DEFAULT_CONFIG();
  spi_device_interface_config_t device = {
    .clock_speed_hz = HERTZ,
    .spics_io_num = place->select,
    .queue_size = TRANSACTIONS,
  };
  eth_w5500_config_t own = ETH_W5500_DEFAULT_CONFIG(BUS, &device);
  own.base.int_gpio_num = place->interrupt;
  return prepare(place) ? esp_eth_mac_new_w5500(&own, &config) : NULL;
}

esp_eth_phy_t *idf_ethernet_phy(const struct ethernet_place *place) {
  eth_phy_config_t config = ETH_PHY_DEFAULT_CONFIG();
  config.reset_gpio_num = place->reset;
  return esp_eth_phy_new_w5500(&config);
}
