/* pin.h of a chip with a capture unit: of 80 MHz, whose ticks are 4,000,000,000 at the chip's time 0. */
#include "pin.h"

#include <stddef.h>

#include "driver/mcpwm_cap.h"

#define TICKS_PER_US 80
#define TICKS_AT_START UINT32_C(4000000000)

enum state { NONE, MADE, ENABLED, RUNNING };

struct mcpwm_cap_timer_t {
  enum state state;
};

struct mcpwm_cap_channel_t {
  enum state state;
  mcpwm_capture_channel_config_t config;
  mcpwm_capture_event_cb_t noted;
  void *context;
};

int64_t pin_now_us;
int pin_late_us, pin_refused_call;

static struct mcpwm_cap_timer_t timer;
static struct mcpwm_cap_channel_t channel;

int64_t esp_timer_get_time(void) {
  return pin_now_us + pin_late_us;
}

void pin_share_interrupt(void) {}

const char *pin_interrupt(void) {
  return "its own";
}

bool pin_is_free(void) {
  return timer.state == NONE && channel.state == NONE;
}

void pin_edge(int pin, bool is_rising) {
  mcpwm_capture_event_data_t event = { TICKS_AT_START + (uint32_t)(pin_now_us * TICKS_PER_US) };
  bool is_wanted = is_rising ? channel.config.flags.pos_edge : channel.config.flags.neg_edge;
  if (timer.state != RUNNING || channel.state != ENABLED || channel.config.gpio_num != pin) return;
  if (is_wanted) channel.noted(&channel, &event, channel.context);
}

static esp_err_t change(enum state *state, enum state from, enum state to) {
  if (pin_refused_call > 0 && --pin_refused_call == 0) return ESP_FAIL;
  if (*state != from) return ESP_ERR_INVALID_STATE;
  *state = to;
  return ESP_OK;
}

esp_err_t mcpwm_new_capture_timer(const mcpwm_capture_timer_config_t *config, mcpwm_cap_timer_handle_t *made) {
  esp_err_t error = config->group_id == 0 ? change(&timer.state, NONE, MADE) : ESP_FAIL;
  if (error == ESP_OK) *made = &timer;
  return error;
}

esp_err_t mcpwm_capture_timer_get_resolution(mcpwm_cap_timer_handle_t of, uint32_t *hertz) {
  *hertz = TICKS_PER_US * 1000000;
  return change(&of->state, MADE, MADE);
}

esp_err_t mcpwm_capture_timer_enable(mcpwm_cap_timer_handle_t of) {
  return change(&of->state, MADE, ENABLED);
}

esp_err_t mcpwm_capture_timer_disable(mcpwm_cap_timer_handle_t of) {
  return change(&of->state, ENABLED, MADE);
}

esp_err_t mcpwm_capture_timer_start(mcpwm_cap_timer_handle_t of) {
  return change(&of->state, ENABLED, RUNNING);
}

esp_err_t mcpwm_capture_timer_stop(mcpwm_cap_timer_handle_t of) {
  return change(&of->state, RUNNING, ENABLED);
}

esp_err_t mcpwm_del_capture_timer(mcpwm_cap_timer_handle_t of) {
  return channel.state == NONE ? change(&of->state, MADE, NONE) : ESP_ERR_INVALID_STATE;
}

esp_err_t mcpwm_new_capture_channel(mcpwm_cap_timer_handle_t of, const mcpwm_capture_channel_config_t *config,
                                    mcpwm_cap_channel_handle_t *made) {
  esp_err_t error =
    of->state != NONE && config->prescale == 1 ? change(&channel.state, NONE, MADE) : ESP_FAIL;
  if (error != ESP_OK) return error;
  channel.config = *config;
  channel.noted = NULL;
  *made = &channel;
  return ESP_OK;
}

esp_err_t mcpwm_capture_channel_register_event_callbacks(mcpwm_cap_channel_handle_t of,
                                                         const mcpwm_capture_event_callbacks_t *callbacks,
                                                         void *context) {
  of->noted = callbacks->on_cap;
  of->context = context;
  return change(&of->state, MADE, MADE);
}

esp_err_t mcpwm_capture_channel_enable(mcpwm_cap_channel_handle_t of) {
  return change(&of->state, MADE, ENABLED);
}

esp_err_t mcpwm_capture_channel_disable(mcpwm_cap_channel_handle_t of) {
  return change(&of->state, ENABLED, MADE);
}

esp_err_t mcpwm_del_capture_channel(mcpwm_cap_channel_handle_t of) {
  return change(&of->state, MADE, NONE);
}
