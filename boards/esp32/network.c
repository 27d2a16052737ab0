/* The board's network: its interfaces, its resolver, its radio, and the servers that DHCP tells of. */
#include "xsmc.h"
#include "mc.xs.h"

#include <stdlib.h>
#include <string.h>

#include "datagrams.h"
#include "idf.h"
#include "interfaces.h"
#include "lwip/dns.h"
#include "lwip/priv/tcpip_priv.h"
#include "lwip/timeouts.h"

#define LONGEST_LIST 1024
#define POST_AGAIN_MS 100

/* listAddresses(): string; of devices that are up, a line each: device, address, prefix length, zone */
void xs_board_list_addresses(xsMachine *the) {
  char text[LONGEST_LIST];
  interfaces_print(text, sizeof text);
  xsmcSetString(xsResult, text);
}

/* --- names -------------------------------------------------------------------------------------- */

/* One name that is looked for; lwIP's resolver tells one address of a family, IPv4's is asked for first. */
struct query {
  struct tcpip_api_call_data call;
  xsMachine *machine;
  xsSlot object;
  bool wants4, wants6;
  char text[2 * IPADDR_STRLEN_MAX];
  char name[DNS_MAX_NAME_LENGTH + 1];
};

static void tell(void *machine, void *context, uint8_t *message, uint16_t length) {
  struct query *query = context;
  xsMachine *the = machine;
  (void)message;
  (void)length;
  xsBeginHost(the);
  xsmcVars(1);
  xsmcSetString(xsVar(0), query->text);
  xsForget(query->object);
  xsCall1(query->object, xsID_found, xsVar(0));
  xsEndHost(the);
  free(query);
}

/* Within lwIP. While XS has no room for the message, it waits. */
static void post(void *context) {
  struct query *query = context;
  if (!idf_post(query->machine, tell, query)) sys_timeout(POST_AGAIN_MS, post, query);
}

static void ask_next(struct query *query);

static void on_found(const char *name, const ip_addr_t *address, void *context) {
  struct query *query = context;
  size_t used = strlen(query->text);
  (void)name;
  if (address) {
    ipaddr_ntoa_r(address, query->text + used, IPADDR_STRLEN_MAX - 1);
    strcat(query->text, "\n");
  }
  ask_next(query);
}

static void ask_next(struct query *query) {
  ip_addr_t address;
  if (!query->wants4 && !query->wants6) {
    post(query);
    return;
  }
  u8_t type = query->wants4 ? LWIP_DNS_ADDRTYPE_IPV4 : LWIP_DNS_ADDRTYPE_IPV6;
  if (query->wants4) query->wants4 = false;
  else query->wants6 = false;
  err_t error = dns_gethostbyname_addrtype(query->name, &address, on_found, query, type);
  if (error != ERR_INPROGRESS) on_found(query->name, error == ERR_OK ? &address : NULL, query);
}

static err_t ask_within(struct tcpip_api_call_data *data) {
  ask_next((struct query *)(void *)data);
  return ERR_OK;
}

/* resolve(name, family): void; family 0 is any. Then `found(text)` is called, an address a line. */
void xs_board_resolve(xsMachine *the) {
  struct query *query = calloc(1, sizeof *query);
  if (!query) xsUnknownError("no memory");
  int family = xsmcToInteger(xsArg(1));
  const char *name = xsmcToString(xsArg(0));
  /* What is too long to be a name is looked for as nothing, and not found. */
  if (strlen(name) < sizeof query->name) strcpy(query->name, name);
  query->wants4 = family != IPV6;
  query->wants6 = family != IPV4;
  query->machine = the;
  query->object = xsThis;
  xsRemember(query->object);
  tcpip_api_call(ask_within, &query->call);
}

/* --- the radio, and DHCP ------------------------------------------------------------------------ */

/* keepRadioOn(isOn): void */
void xs_esp32_keep_radio_on(xsMachine *the) {
  idf_keep_radio_on(xsmcToBoolean(xsArg(0)));
}

/* start(): void; before anything else here */
void xs_esp32_start_network(xsMachine *the) {
  (void)the;
  idf_start_network();
}

struct told {
  struct tcpip_api_call_data call;
  char text[IDF_MOST_SERVERS * IPADDR_STRLEN_MAX + 1];
};

static err_t tell_servers_within(struct tcpip_api_call_data *data) {
  char *text = ((struct told *)(void *)data)->text;
  ip_addr_t server;
  for (int i = 0; i < IDF_MOST_SERVERS && idf_told_server(i, &server); i++) {
    ipaddr_ntoa_r(&server, text + strlen(text), IPADDR_STRLEN_MAX - 1);
    strcat(text, "\n");
  }
  return ERR_OK;
}

/* toldServers(): string; the NTP servers of the last lease, an address a line */
void xs_esp32_told_servers(xsMachine *the) {
  struct told told = { .text = "" };
  tcpip_api_call(tell_servers_within, &told.call);
  xsmcSetString(xsResult, told.text);
}
