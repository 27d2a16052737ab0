/*
 * A serial line, for chunks.h, by the driver of the ESP-IDF: its interrupt empties the chip's FIFO, a task
 * puts what came, and when, into the ring.
 */
#include "chunks.h"
#include "idf.h"

#include "driver/uart.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "soc/uart_reg.h"

/* The driver's own: what may come before the task runs, and all that a receiver is asked for at a start. */
#define RECEIVED_OCTETS 512
#define SENT_OCTETS 2048
#define EVENTS 32

/* Of the FIFO's 128 octets: the others are the time that the interrupt may be late. */
#define FULL_OCTETS 32

/* So long a silence ends a chunk: 40 bits, which chips that count in eights can count. */
#define SILENCE_OCTETS 4
#define BITS 10

/* Above lwIP's task, below those of the radio and of the timers. */
#define PRIORITY 19
#define STACK_BYTES 3072

/* The driver's heads of what is written at once. */
#define HEADS_OCTETS 20

#define NO_PIN UART_PIN_NO_CHANGE

#define SECOND_US 1000000

/* The driver never tells of such. */
#define ENDED UART_EVENT_MAX

static int port;
static bool is_installed, is_read;
static int64_t silence_us, heard_us;
static struct chunks *heard;
static QueueHandle_t events;
static SemaphoreHandle_t ended;

/* Takes `most` octets out of the driver's ring, or what it has. */
static void hear(size_t most, int64_t at_us) {
  static uint8_t octets[CHUNK_OCTETS - 1];
  if (at_us > heard_us) heard_us = at_us;
  for (int length; most > 0; most -= (size_t)length) {
    length = uart_read_bytes(port, octets, most < sizeof octets ? most : sizeof octets, 0);
    if (length <= 0) return;
    chunks_put(heard, octets, (unsigned)length, heard_us);
  }
}

/*
 * A silence is told of after it, 4.2 ms at 9,600 baud and 0.35 at 115,200; a full FIFO at its last octet.
 * What is left is how late this task runs: an interrupt and a switch of tasks, more while flash memory is
 * written, and some 20 ms where XS's queue of messages is full. Octets go with the event that told of them:
 * those of later ones came later, and a loss may be between.
 */
static void read_line(void *unused) {
  uart_event_t event;
  (void)unused;
  while (xQueueReceive(events, &event, portMAX_DELAY) && event.type != ENDED) {
    int64_t now_us = esp_timer_get_time();
    if (event.type == UART_DATA) hear(event.size, event.timeout_flag ? now_us - silence_us : now_us);
    else chunks_lose(heard);
    /* Of these no event tells any more: there was no room for it. */
    if (uxQueueMessagesWaiting(events) == 0) hear(RECEIVED_OCTETS, esp_timer_get_time());
  }
  xSemaphoreGive(ended);
  vTaskDelete(NULL);
}

static bool install(const struct idf_line_place *place, int baud) {
  uart_config_t config = {
    .baud_rate = baud,
    .data_bits = UART_DATA_8_BITS,
    .parity = UART_PARITY_DISABLE,
    .stop_bits = UART_STOP_BITS_1,
    .flow_ctrl = UART_HW_FLOWCTRL_DISABLE,
  };
  port = place->port;
  silence_us = (int64_t)SILENCE_OCTETS * BITS * SECOND_US / baud;
  is_installed = uart_driver_install(port, RECEIVED_OCTETS, SENT_OCTETS, EVENTS, &events, 0) == ESP_OK;
  return is_installed && uart_param_config(port, &config) == ESP_OK &&
         uart_set_pin(port, place->transmit, place->receive, NO_PIN, NO_PIN) == ESP_OK &&
         uart_set_rx_full_threshold(port, FULL_OCTETS) == ESP_OK &&
         uart_set_rx_timeout(port, SILENCE_OCTETS) == ESP_OK &&
         /* The driver leaves these out. */
         uart_enable_intr_mask(port, UART_FRM_ERR_INT_ENA_M) == ESP_OK;
}

static bool start_reading(struct chunks *chunks) {
  heard = chunks;
  heard_us = 0;
  ended = xSemaphoreCreateBinary();
  is_read = ended && xTaskCreate(read_line, "line", STACK_BYTES, NULL, PRIORITY, NULL) == pdPASS;
  return is_read;
}

const char *idf_line_open(const struct idf_line_place *place, int baud, struct chunks *chunks) {
  if (uart_is_driver_installed(place->port)) return "in use";
  if (install(place, baud) && start_reading(chunks)) return NULL;
  idf_line_close();
  return "not to be had";
}

/* Its room may be in two parts, of which one must do: else it would wait. */
bool idf_line_write(const void *octets, size_t length) {
  size_t room;
  return uart_get_tx_buffer_free_size(port, &room) == ESP_OK && 2 * length + HEADS_OCTETS <= room &&
         uart_write_bytes(port, octets, length) == (int)length;
}

void idf_line_close(void) {
  static const uart_event_t end = { .type = ENDED };
  if (is_read) {
    xQueueSendToFront(events, &end, portMAX_DELAY);
    xSemaphoreTake(ended, portMAX_DELAY);
  }
  if (ended) vSemaphoreDelete(ended);
  if (is_installed) uart_driver_delete(port);
  is_read = is_installed = false;
  ended = NULL;
}
