#include "serial-port.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "esp_timer.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "soc/uart_reg.h"

#define PORT UART_NUM_1
#define MOST_EVENTS 64
#define MOST_OCTETS 4096

struct queue {
  uart_event_t events[MOST_EVENTS];
  int count, length;
  bool is_held, is_awaited;
};

struct semaphore {
  bool is_given;
};

int64_t port_now_us;
int port_refused_call;
char port_asked[256], port_sent[4096];
size_t port_room;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct queue *queue;
static struct semaphore *semaphore;
static bool is_occupied, is_running, is_misused;
static pthread_t thread;
static void (*function)(void *argument);

/* What came, and is not read. */
static char waiting[MOST_OCTETS];
static size_t waiting_octets, receive_octets;

static void enter(void) {
  pthread_mutex_lock(&lock);
}

static void leave(void) {
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

static bool is_refused(void) {
  return port_refused_call > 0 && --port_refused_call == 0;
}

static esp_err_t ask(const char *words) {
  if (!queue) is_misused = true;
  if (!queue || is_refused()) return ESP_FAIL;
  snprintf(port_asked + strlen(port_asked), sizeof port_asked - strlen(port_asked), "%s%s",
           *port_asked ? ", " : "", words);
  return ESP_OK;
}

int64_t esp_timer_get_time(void) {
  return port_now_us;
}

/* --- what the test has happen ------------------------------------------------------------------- */

static void send(uart_event_t event, bool is_first) {
  if (queue->count == queue->length) return;
  if (is_first) memmove(queue->events + 1, queue->events, (size_t)queue->count * sizeof event);
  queue->events[is_first ? 0 : queue->count] = event;
  queue->count++;
}

void port_hear(const char *octets, bool is_silence) {
  enter();
  size_t length = strlen(octets);
  uart_event_t event = { UART_DATA, length, is_silence };
  if (waiting_octets + length > receive_octets) event.type = UART_FIFO_OVF;
  else memcpy(waiting + waiting_octets, octets, length);
  if (event.type == UART_DATA) waiting_octets += length;
  send(event, false);
  leave();
}

void port_happen(uart_event_type_t event) {
  enter();
  send((uart_event_t){ event, 0, false }, false);
  leave();
}

void port_hold(bool is_held) {
  enter();
  queue->is_held = is_held;
  leave();
}

void port_settle(void) {
  enter();
  while (queue->count > 0 || !queue->is_awaited) pthread_cond_wait(&changed, &lock);
  leave();
}

bool port_is_free(void) {
  return !queue && !semaphore && !is_running && !is_misused;
}

void port_occupy(bool is_taken) {
  is_occupied = is_taken;
}

/* --- the driver --------------------------------------------------------------------------------- */

bool uart_is_driver_installed(uart_port_t port) {
  return port == PORT && (is_occupied || queue);
}

esp_err_t uart_driver_install(uart_port_t port, int receive_bytes, int send_bytes, int queue_length,
                              QueueHandle_t *made, int flags) {
  if (port != PORT || is_occupied || queue || flags || queue_length > MOST_EVENTS) return ESP_FAIL;
  if (is_refused()) return ESP_FAIL;
  queue = calloc(1, sizeof *queue);
  queue->length = queue_length;
  receive_octets = (size_t)receive_bytes;
  waiting_octets = 0;
  port_room = (size_t)send_bytes;
  port_asked[0] = port_sent[0] = 0;
  *made = queue;
  return ESP_OK;
}

/* While the task runs that would be its end. */
esp_err_t uart_driver_delete(uart_port_t port) {
  if (port != PORT || !queue || is_running || is_occupied) is_misused = true;
  free(queue);
  queue = NULL;
  return ESP_OK;
}

esp_err_t uart_param_config(uart_port_t port, const uart_config_t *config) {
  char words[64];
  bool is_plain = config->data_bits == UART_DATA_8_BITS && config->parity == UART_PARITY_DISABLE &&
                  config->stop_bits == UART_STOP_BITS_1 && config->flow_ctrl == UART_HW_FLOWCTRL_DISABLE;
  snprintf(words, sizeof words, "port %d, %d baud, %s", port, config->baud_rate, is_plain ? "8N1" : "other");
  return ask(words);
}

esp_err_t uart_set_pin(uart_port_t port, int transmit, int receive, int rts, int cts) {
  char words[64];
  snprintf(words, sizeof words, "in %d, out %d", receive, transmit);
  return port == PORT && rts == UART_PIN_NO_CHANGE && cts == UART_PIN_NO_CHANGE ? ask(words) : ESP_FAIL;
}

esp_err_t uart_set_rx_full_threshold(uart_port_t port, int threshold) {
  char words[32];
  snprintf(words, sizeof words, "full %d", threshold);
  return port == PORT ? ask(words) : ESP_FAIL;
}

esp_err_t uart_set_rx_timeout(uart_port_t port, uint8_t symbols) {
  char words[32];
  snprintf(words, sizeof words, "silence %d", symbols);
  return port == PORT ? ask(words) : ESP_FAIL;
}

esp_err_t uart_enable_intr_mask(uart_port_t port, uint32_t mask) {
  return port == PORT && mask == UART_FRM_ERR_INT_ENA_M ? ask("frame errors") : ESP_FAIL;
}

int uart_read_bytes(uart_port_t port, void *into, uint32_t bytes, uint32_t ticks) {
  enter();
  size_t read = waiting_octets < bytes ? waiting_octets : bytes;
  if (port != PORT || ticks || !queue) is_misused = true;
  memcpy(into, waiting, read);
  memmove(waiting, waiting + read, waiting_octets - read);
  waiting_octets -= read;
  leave();
  return (int)read;
}

esp_err_t uart_get_tx_buffer_free_size(uart_port_t port, size_t *bytes) {
  *bytes = port_room;
  return port == PORT && queue ? ESP_OK : ESP_FAIL;
}

/* For a part of the room, beside the heads; where that is not enough it would wait. */
int uart_write_bytes(uart_port_t port, const void *from, size_t bytes) {
  if (port != PORT || 2 * bytes + 20 > port_room) is_misused = true;
  port_room -= bytes;
  strncat(port_sent, from, bytes);
  return (int)bytes;
}

/* --- FreeRTOS ----------------------------------------------------------------------------------- */

BaseType_t xQueueReceive(QueueHandle_t from, void *into, TickType_t ticks) {
  enter();
  from->is_awaited = true;
  pthread_cond_broadcast(&changed);
  while (from->count == 0 || from->is_held) pthread_cond_wait(&changed, &lock);
  from->is_awaited = false;
  *(uart_event_t *)into = from->events[0];
  from->count--;
  memmove(from->events, from->events + 1, (size_t)from->count * sizeof from->events[0]);
  leave();
  return ticks == portMAX_DELAY;
}

UBaseType_t uxQueueMessagesWaiting(QueueHandle_t of) {
  enter();
  UBaseType_t count = (UBaseType_t)of->count;
  leave();
  return count;
}

BaseType_t xQueueSendToFront(QueueHandle_t to, const void *item, TickType_t ticks) {
  enter();
  to->is_held = false;
  pthread_cond_broadcast(&changed);
  while (ticks == portMAX_DELAY && to->count == to->length) pthread_cond_wait(&changed, &lock);
  send(*(const uart_event_t *)item, true);
  leave();
  return pdPASS;
}

SemaphoreHandle_t xSemaphoreCreateBinary(void) {
  if (semaphore) is_misused = true;
  if (is_refused()) return NULL;
  return semaphore = calloc(1, sizeof *semaphore);
}

void vSemaphoreDelete(SemaphoreHandle_t of) {
  if (is_running || of != semaphore) is_misused = true;
  free(of);
  semaphore = NULL;
}

BaseType_t xSemaphoreGive(SemaphoreHandle_t of) {
  enter();
  of->is_given = true;
  is_running = false;
  leave();
  return pdPASS;
}

BaseType_t xSemaphoreTake(SemaphoreHandle_t of, TickType_t ticks) {
  enter();
  while (!of->is_given) pthread_cond_wait(&changed, &lock);
  leave();
  pthread_join(thread, NULL);
  return ticks == portMAX_DELAY;
}

static void *run(void *argument) {
  function(argument);
  is_misused = true; /* a task never returns */
  return NULL;
}

BaseType_t xTaskCreate(void (*task)(void *argument), const char *name, uint32_t stack_bytes, void *argument,
                       UBaseType_t priority, TaskHandle_t *made) {
  char words[64];
  snprintf(words, sizeof words, "task %s, %u octets, priority %u", name, (unsigned)stack_bytes, priority);
  if (made || ask(words) != ESP_OK) return 0;
  function = task;
  is_running = true;
  return pthread_create(&thread, NULL, run, argument) == 0 ? pdPASS : 0;
}

void vTaskDelete(TaskHandle_t task) {
  if (task) is_misused = true;
  pthread_exit(NULL);
}
