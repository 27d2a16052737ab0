#include "idf.h"

#include "xsmc.h"
#include "xsHost.h"

#include "esp_netif.h"
#include "esp_random.h"
#include "esp_sntp.h"
#include "esp_timer.h"
#include "esp_wifi.h"
#include "nvs_flash/include/nvs_flash.h"

/* In the partition for small values. */
#define NAMESPACE "xs-ntp"

int64_t IDF_IN_RAM idf_counter_us(void) {
  return esp_timer_get_time();
}

void idf_fill_random(void *into, size_t bytes) {
  esp_fill_random(into, bytes);
}

bool idf_post(void *machine, idf_task task, void *context) {
  return modMessagePostToMachine(machine, NULL, 0, task, context) == 0;
}

/* --- flash memory ------------------------------------------------------------------------------- */

size_t idf_stored_bytes(const char *key) {
  nvs_handle_t handle;
  size_t bytes = 0;
  if (nvs_open(NAMESPACE, NVS_READONLY, &handle) != ESP_OK) return 0;
  if (nvs_get_blob(handle, key, NULL, &bytes) != ESP_OK) bytes = 0;
  nvs_close(handle);
  return bytes;
}

bool idf_read(const char *key, void *into, size_t bytes) {
  nvs_handle_t handle;
  if (nvs_open(NAMESPACE, NVS_READONLY, &handle) != ESP_OK) return false;
  bool is_read = nvs_get_blob(handle, key, into, &bytes) == ESP_OK;
  nvs_close(handle);
  return is_read;
}

bool idf_write(const char *key, const void *from, size_t bytes) {
  nvs_handle_t handle;
  if (nvs_open(NAMESPACE, NVS_READWRITE, &handle) != ESP_OK) return false;
  bool is_written = nvs_set_blob(handle, key, from, bytes) == ESP_OK && nvs_commit(handle) == ESP_OK;
  nvs_close(handle);
  return is_written;
}

void idf_remove(const char *key) {
  nvs_handle_t handle;
  if (nvs_open(NAMESPACE, NVS_READWRITE, &handle) != ESP_OK) return;
  nvs_erase_key(handle, key);
  nvs_commit(handle);
  nvs_close(handle);
}

/* --- the network -------------------------------------------------------------------------------- */

void idf_keep_radio_on(bool is_on) {
  esp_wifi_set_ps(is_on ? WIFI_PS_NONE : WIFI_PS_MIN_MODEM);
}

/* What DHCP tells is kept for lwIP's own client, which is never started. */
void idf_start_network(void) {
  ESP_ERROR_CHECK(esp_netif_init());
#if LWIP_DHCP_GET_NTP_SRV
  esp_sntp_servermode_dhcp(true);
#endif
}

bool idf_told_server(int index, ip_addr_t *into) {
#if LWIP_DHCP_GET_NTP_SRV
  const ip_addr_t *told = index < SNTP_MAX_SERVERS ? esp_sntp_getserver(index) : NULL;
  if (!told || ip_addr_isany(told)) return false;
  *into = *told;
  return true;
#else
  (void)index;
  (void)into;
  return false;
#endif
}
