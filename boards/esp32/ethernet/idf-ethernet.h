/*
 * Ethernet by the ESP-IDF, through the chip's own MAC or through a W5500: idf-emac.c or idf-w5500.c, whichever
 * the board's manifest includes.
 */
#ifndef XS_NTP_IDF_ETHERNET_H
#define XS_NTP_IDF_ETHERNET_H

#include <stdbool.h>
#include <stddef.h>

#include "esp_eth.h"

#define NO_PIN (-1)

/* Pins of either; NO_PIN where there is none. */
struct ethernet_place {
  /* Of the chip's own MAC: the PHY's address and management, where its clock is given out, its power switch. */
  int phy, mdc, mdio, clock, power;
  /* Of a W5500. */
  int select, serial_clock, output, input, interrupt;
  /* Of either. */
  int reset;
};

/* As ECMA-419 counts the states of network interfaces. */
enum ethernet_state { ETHERNET_NONE = 200, ETHERNET_LINK = 400, ETHERNET_ADDRESS = 500 };

/*
 * Begins, once; DHCP asks for an address whenever there is a link. `changed` is called in a task of the
 * system's when the state is another one. Answers whether the PHY or the W5500 is there; where not, nothing is
 * kept, and it can be tried again.
 */
bool idf_ethernet_start(const struct ethernet_place *place, void (*changed)(void *context), void *context);

enum ethernet_state idf_ethernet_state(void);

/* The IPv4 address as text, empty where there is none. */
void idf_ethernet_address(char *into, size_t bytes);

/* For idf-ethernet.c: what the place says; NULL where it could not be made. What was made is its caller's. */
esp_eth_mac_t *idf_ethernet_mac(const struct ethernet_place *place);
esp_eth_phy_t *idf_ethernet_phy(const struct ethernet_place *place);

#endif
