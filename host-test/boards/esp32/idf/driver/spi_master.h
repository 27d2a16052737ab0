/* The SPI bus, as far as idf-w5500.c calls it. */
#ifndef XS_NTP_FAKE_SPI_MASTER_H
#define XS_NTP_FAKE_SPI_MASTER_H

#include "esp_err.h"

#define SPI2_HOST 1
#define SPI_DMA_CH_AUTO 3

typedef struct {
  int miso_io_num, mosi_io_num, sclk_io_num, quadwp_io_num, quadhd_io_num;
} spi_bus_config_t;

typedef struct {
  int clock_speed_hz, spics_io_num, queue_size;
} spi_device_interface_config_t;

esp_err_t spi_bus_initialize(int host, const spi_bus_config_t *config, int dma);

#endif
