/* The machine's network devices, and its resolver, which works in a thread of its own. */
#include "xsmc.h"
#include "mc.xs.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>

/* "255.255.255.0" is 24. */
static int prefix_length(const struct sockaddr *mask) {
  bool is_v4 = mask->sa_family == AF_INET;
  const uint8_t *bytes = is_v4 ? (const uint8_t *)&((const struct sockaddr_in *)mask)->sin_addr
                               : ((const struct sockaddr_in6 *)mask)->sin6_addr.s6_addr;
  int bits = 0;
  for (int i = 0; i < (is_v4 ? 4 : 16); i++) bits += __builtin_popcount(bytes[i]);
  return bits;
}

static void print_address(FILE *into, const struct ifaddrs *each) {
  char text[INET6_ADDRSTRLEN];
  bool is_v4 = each->ifa_addr->sa_family == AF_INET;
  const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)each->ifa_addr;
  const void *address = is_v4 ? (const void *)&((const struct sockaddr_in *)each->ifa_addr)->sin_addr
                              : (const void *)&v6->sin6_addr;
  inet_ntop(is_v4 ? AF_INET : AF_INET6, address, text, sizeof text);
  int prefix = each->ifa_netmask ? prefix_length(each->ifa_netmask) : is_v4 ? 32 : 128;
  fprintf(into, "%s %s %d %u\n", each->ifa_name, text, prefix, is_v4 ? 0 : v6->sin6_scope_id);
}

/* listAddresses(): string; of devices that are up, a line each: device, address, prefix length, zone */
void xs_board_list_addresses(xsMachine *the) {
  struct ifaddrs *all, *each;
  char *text = NULL;
  size_t length = 0;
  if (getifaddrs(&all) != 0) xsUnknownError("no list of interfaces");
  FILE *into = open_memstream(&text, &length);
  for (each = all; each && into; each = each->ifa_next) {
    if (!each->ifa_addr || !(each->ifa_flags & IFF_UP) || !(each->ifa_flags & IFF_RUNNING)) continue;
    int family = each->ifa_addr->sa_family;
    if (family == AF_INET || family == AF_INET6) print_address(into, each);
  }
  freeifaddrs(all);
  if (!into || fclose(into) != 0) xsUnknownError("no memory");
  xsResult = xsStringBuffer(text, length);
  free(text);
}

struct query {
  xsMachine *machine;
  xsSlot object;
};

static void tell(struct query *query, const char *text) {
  xsBeginHost(query->machine);
  xsmcVars(1);
  xsmcSetString(xsVar(0), (char *)text);
  xsForget(query->object);
  xsCall1(query->object, xsID_found, xsVar(0));
  xsEndHost(query->machine);
}

static void on_found(GObject *resolver, GAsyncResult *result, gpointer data) {
  struct query *query = data;
  GList *addresses = g_resolver_lookup_by_name_with_flags_finish(G_RESOLVER(resolver), result, NULL);
  GString *text = g_string_new(NULL);
  for (GList *each = addresses; each; each = each->next) {
    char *address = g_inet_address_to_string(each->data);
    g_string_append_printf(text, "%s\n", address);
    g_free(address);
  }
  g_resolver_free_addresses(addresses);
  tell(query, text->str);
  g_string_free(text, TRUE);
  free(query);
}

/* resolve(name, family): void; family 0 is any. Then `found(text)` is called, an address a line. */
void xs_board_resolve(xsMachine *the) {
  struct query *query = calloc(1, sizeof *query);
  if (!query) xsUnknownError("no memory");
  int family = xsmcToInteger(xsArg(1));
  GResolverNameLookupFlags flags = family == 4   ? G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY
                                   : family == 6 ? G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY
                                                 : G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT;
  query->machine = the;
  query->object = xsThis;
  xsRemember(query->object);
  GResolver *resolver = g_resolver_get_default();
  g_resolver_lookup_by_name_with_flags_async(resolver, xsmcToString(xsArg(0)), flags, NULL, on_found, query);
  g_object_unref(resolver);
}
