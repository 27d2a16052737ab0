#ifndef XS_NTP_FAKE_QUEUE_H
#define XS_NTP_FAKE_QUEUE_H

#include "FreeRTOS.h"

typedef struct queue *QueueHandle_t;

BaseType_t xQueueReceive(QueueHandle_t queue, void *into, TickType_t ticks);
UBaseType_t uxQueueMessagesWaiting(QueueHandle_t queue);
BaseType_t xQueueSendToFront(QueueHandle_t queue, const void *item, TickType_t ticks);

#endif
