/** By which interface, and from which address, something leaves: names, addresses, routes and subnets. */
import assert from "node:assert/strict";
import { type NodeSettings } from "../../src/core/settings.js";
import { type Interface, type UdpPort } from "../../src/runtime/ports.js";
import {
  ownAddress,
  ownAddresses,
  sourceAddress,
  sourceProblem,
  upInterface,
  wayOut,
  wayProblem,
} from "../../src/runtime/sources.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Endpoint } from "../../src/wire/address.js";
import { endpoint, settings } from "../support/engine-rig.js";

/** `address`: with the length of its prefix; of IPv6 the zone comes first, as "fe80::1%2/64". */
function made(name: string, addresses: readonly string[], isUp = { isUp: true }): Interface {
  const own = addresses.map(text => {
    const [address, prefixLength] = text.split("/");
    return Object.assign(endpoint(address, 0), { prefixLength: Number(prefixLength) });
  });
  return { name, device: `dev-${name}`, addresses: own, ...isUp };
}

const INTERFACES: readonly Interface[] = [
  made("lo", ["127.0.0.1/8", "::1/128"]),
  made("Lan0", ["10.0.0.5/8", "192.0.2.5/24", "2001:db8::5/64", "fe80::5%2/64"]),
  made("Tun0", ["10.99.0.1/24"]),
  made("Lan1", ["198.51.100.1/24", "fe80::1%4/64"]),
  made("Off0", ["203.0.113.1/24"], { isUp: false }),
];

const RED: Partial<NodeSettings> = { bindings: [{ interfaceName: "Lan1", instance: "red" }] };

/** Routes that name one address for everything; without it they do not tell. */
function routes(from?: string): UdpPort {
  return {
    open: () => assert.fail("nothing is opened"),
    route: (_, into) => {
      if (from !== undefined) into.copy(endpoint(from));
      return from !== undefined;
    },
  };
}

describe("sources", () => {
  it("finds an interface by its console name while it is up", () => {
    const found = ["Lan1", "dev-Lan1", "Off0"].map(name => upInterface(name, INTERFACES)?.name);
    assert.deepEqual(found, ["Lan1", undefined, undefined]);
  });

  const own = [
    { name: "the one of the subnet", of: 1, to: "192.0.2.9", is: "192.0.2.5" },
    { name: "else the first", of: 1, to: "198.51.100.9", is: "10.0.0.5" },
    { name: "of a link the one of the link", of: 1, to: "fe80::9%2", is: "fe80::5%2" },
    { name: "else a global one", of: 1, to: "2001:db8:9::9", is: "2001:db8::5" },
    { name: "else one of the link", of: 3, to: "2001:db8:9::9", is: "fe80::1%4" },
    { name: "none of another family", of: 2, to: "2001:db8:9::9", is: undefined },
  ];
  for (const { name, of, to, is } of own)
    it(`an interface's address: ${name}`, () => {
      const found = ownAddress(INTERFACES[of], endpoint(to));
      assert.equal(found && formatAddress(found), is);
    });

  const sources: {
    source: string;
    to?: string;
    instance?: string;
    settings?: Partial<NodeSettings>;
    is: { readonly address: string } | { readonly why: string };
  }[] = [
    { source: "Lan0", is: { address: "192.0.2.5" } },
    { source: "Lan1", to: "2001:db8::9", is: { why: "Lan1 has no IPv6 address to ask from" } },
    { source: "Lan1", to: "fe80::9%4", is: { address: "fe80::1%4" } },
    { source: "Off0", is: { why: "Off0 is down, or has no address" } },
    { source: "Lan7", is: { why: "there is no interface Lan7 that has an address" } },
    { source: "Lan1", settings: RED, is: { why: "Lan1 is in a VPN instance" } },
    { source: "Lan1", instance: "red", settings: RED, is: { address: "198.51.100.1" } },
    { source: "Lan0", instance: "red", settings: RED, is: { why: "Lan0 is not in VPN instance red" } },
    { source: "198.51.100.1", is: { address: "198.51.100.1" } },
    { source: "198.51.100.1", settings: RED, is: { why: "198.51.100.1 is in a VPN instance" } },
    { source: "198.51.100.1", instance: "red", settings: RED, is: { address: "198.51.100.1" } },
    {
      source: "10.0.0.5",
      instance: "red",
      settings: RED,
      is: { why: "10.0.0.5 is not in VPN instance red" },
    },
    { source: "10.0.0.5", to: "2001:db8::9", is: { why: "10.0.0.5 is no IPv6 address to ask from" } },
    { source: "10.0.0.77", is: { why: "no interface that is up has 10.0.0.77" } },
    { source: "203.0.113.1", is: { why: "no interface that is up has 203.0.113.1" } },
  ];
  for (const { source, to = "192.0.2.9", instance = "", settings: more = {}, is } of sources) {
    const outcome = "address" in is ? is.address : `nothing: ${is.why}`;
    it(`${source} towards ${to} of "${instance}" stands for ${outcome}`, () => {
      const [far, all] = [endpoint(to), settings(more)];
      const found = sourceAddress(source, far, instance, all, INTERFACES, new Endpoint());
      assert.equal(found && formatAddress(found), "address" in is ? is.address : undefined);
      if ("why" in is) assert.equal(sourceProblem(source, far, instance, all, INTERFACES), is.why);
    });
  }

  it("an address that two instances have is a source in both", () => {
    const twins = [made("Lan0", ["10.0.0.1/24"]), made("Lan1", ["10.0.0.1/24"])];
    for (const instance of ["", "red"]) {
      const all = settings(RED);
      const to = endpoint("10.0.0.9");
      assert.ok(sourceAddress("10.0.0.1", to, instance, all, twins, new Endpoint()), instance);
    }
  });

  const ways: {
    name: string;
    to: string;
    route?: string;
    instance?: string;
    settings?: Partial<NodeSettings>;
    is: string | undefined;
  }[] = [
    { name: "as the routes say", to: "203.0.113.9", route: "198.51.100.1", is: "Lan1" },
    { name: "as the routes say, against the subnets", to: "10.99.0.7", route: "10.0.0.5", is: "Lan0" },
    { name: "by the narrowest subnet", to: "10.99.0.7", is: "Tun0" },
    { name: "by a wider subnet, if it is the only one", to: "10.98.0.7", is: "Lan0" },
    { name: "by the first that is no loopback", to: "203.0.113.9", is: "Lan0" },
    { name: "by the loopback interface to itself", to: "127.0.0.9", is: "lo" },
    { name: "by the subnet, where the route is of no interface", to: "10.99.0.7", route: "10.1.1.1", is: "Tun0" },
    { name: "by the subnet, where the route's interface is down", to: "10.99.0.7", route: "203.0.113.1", is: "Tun0" },
    { name: "in its instance, against the routes", to: "10.0.0.9", route: "10.0.0.5", instance: "red", settings: RED, is: "Lan1" },
    { name: "by none of another instance", to: "198.51.100.9", route: "198.51.100.1", settings: RED, is: "Lan0" },
    { name: "by none where the instance has none", to: "10.0.0.9", instance: "blue", settings: RED, is: undefined },
    { name: "by the link that it is of", to: "fe80::9%4", is: "Lan1" },
  ]; // prettier-ignore
  for (const { name, to, route, instance = "", settings: more, is } of ways)
    it(`leaves ${name}`, () => {
      const way = wayOut(endpoint(to), instance, settings(more), INTERFACES, routes(route), new Endpoint());
      assert.equal(way?.name, is);
    });

  it("says where there is no way out", () => {
    const reasons = ["", "red"].map((instance, i) => wayProblem(endpoint(["10.0.0.9", "::9"][i]), instance));
    assert.deepEqual(reasons, [
      "no interface outside of VPN instances has an IPv4 address to ask from",
      "no interface of VPN instance red has an IPv6 address to ask from",
    ]);
  });

  it("lists the node's own addresses by instance, those of a loopback aside", () => {
    const all = ownAddresses(settings(RED), INTERFACES);
    assert.deepEqual(
      all.map(({ address, instance }) => `${formatAddress(address)} ${instance}`.trim()),
      [
        ...["10.0.0.5", "192.0.2.5", "2001:db8::5", "fe80::5%2", "10.99.0.1"],
        ...["198.51.100.1 red", "fe80::1%4 red", "203.0.113.1"],
      ],
    );
  });
});
