/* Pulses on /dev/ppsN, for the addon's table of functions. */
#ifndef XS_NTP_PULSE_H
#define XS_NTP_PULSE_H

#include <node_api.h>

napi_value open_pulse(napi_env env, napi_callback_info info);
napi_value close_pulse(napi_env env, napi_callback_info info);

#endif
