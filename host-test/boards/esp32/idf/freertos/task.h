#include "FreeRTOS.h"

typedef struct task *TaskHandle_t;

void vTaskDelay(unsigned ticks);
BaseType_t xTaskCreate(void (*function)(void *argument), const char *name, uint32_t stack_bytes,
                       void *argument, UBaseType_t priority, TaskHandle_t *made);
void vTaskDelete(TaskHandle_t task);
