/* What the ESP-IDF's functions answer, as far as the tests' programs need it. */
#ifndef XS_NTP_FAKE_ESP_ERR_H
#define XS_NTP_FAKE_ESP_ERR_H

typedef int esp_err_t;

#define ESP_OK 0
#define ESP_FAIL -1
#define ESP_ERR_INVALID_STATE 0x103

#endif
