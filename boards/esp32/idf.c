#include "idf.h"

#include "xsmc.h"
#include "xsHost.h"

#include "driver/gpio.h"
#include "esp_netif.h"
#include "esp_random.h"
#include "esp_sntp.h"
#include "esp_timer.h"
#include "esp_wifi.h"
#include "nvs_flash/include/nvs_flash.h"
#include "pulses.h"
#include "soc/soc_caps.h"

#if SOC_MCPWM_SUPPORTED
#include "driver/mcpwm_cap.h"
#endif

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

/* --- pulses ------------------------------------------------------------------------------------- */

#if SOC_MCPWM_SUPPORTED

static mcpwm_cap_timer_handle_t timer;
static mcpwm_cap_channel_handle_t channel;

static bool IDF_IN_RAM on_capture(mcpwm_cap_channel_handle_t from, const mcpwm_capture_event_data_t *event,
                                  void *pulses) {
  (void)from;
  pulses_note(pulses, event->cap_value, esp_timer_get_time());
  return false;
}

static bool start_capture(int pin, bool is_rising, struct pulses *pulses) {
  uint32_t hertz;
  mcpwm_capture_timer_config_t timer_config = { .group_id = 0, .clk_src = MCPWM_CAPTURE_CLK_SRC_DEFAULT };
  mcpwm_capture_channel_config_t channel_config = { .gpio_num = pin, .prescale = 1 };
  mcpwm_capture_event_callbacks_t callbacks = { .on_cap = on_capture };
  channel_config.flags.pos_edge = is_rising;
  channel_config.flags.neg_edge = !is_rising;
  if (mcpwm_new_capture_timer(&timer_config, &timer) != ESP_OK ||
      mcpwm_capture_timer_get_resolution(timer, &hertz) != ESP_OK ||
      mcpwm_new_capture_channel(timer, &channel_config, &channel) != ESP_OK)
    return false;
  pulses_attach(pulses, hertz);
  return mcpwm_capture_channel_register_event_callbacks(channel, &callbacks, pulses) == ESP_OK &&
         mcpwm_capture_channel_enable(channel) == ESP_OK && mcpwm_capture_timer_enable(timer) == ESP_OK &&
         mcpwm_capture_timer_start(timer) == ESP_OK;
}

/* What was not begun cannot be ended, and says so; that is all the same here. */
void idf_capture_stop(void) {
  if (timer) mcpwm_capture_timer_stop(timer);
  if (timer) mcpwm_capture_timer_disable(timer);
  if (channel) mcpwm_capture_channel_disable(channel);
  if (channel) mcpwm_del_capture_channel(channel);
  if (timer) mcpwm_del_capture_timer(timer);
  channel = NULL;
  timer = NULL;
}

#else

static int listened = GPIO_NUM_NC;

static void IDF_IN_RAM on_edge(void *pulses) {
  pulses_note(pulses, 0, esp_timer_get_time());
}

static bool start_capture(int pin, bool is_rising, struct pulses *pulses) {
  gpio_config_t config = {
    .pin_bit_mask = UINT64_C(1) << pin,
    .mode = GPIO_MODE_INPUT,
    .intr_type = is_rising ? GPIO_INTR_POSEDGE : GPIO_INTR_NEGEDGE,
  };
  esp_err_t installed = gpio_install_isr_service(ESP_INTR_FLAG_IRAM);
  /* Of the SDK, perhaps, and then without that flag. */
  if (installed != ESP_OK && installed != ESP_ERR_INVALID_STATE) return false;
  listened = pin;
  pulses_attach(pulses, 0);
  return gpio_config(&config) == ESP_OK && gpio_isr_handler_add(pin, on_edge, pulses) == ESP_OK;
}

void idf_capture_stop(void) {
  if (listened == GPIO_NUM_NC) return;
  gpio_isr_handler_remove(listened);
  gpio_reset_pin(listened);
  listened = GPIO_NUM_NC;
}

#endif

bool idf_capture_start(int pin, bool is_rising, struct pulses *pulses) {
  idf_capture_stop();
  if (start_capture(pin, is_rising, pulses)) return true;
  idf_capture_stop();
  return false;
}
