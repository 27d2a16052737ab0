import assert from "node:assert/strict";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { Tally } from "../../src/core/tally.js";
import { type Interface, InterfaceAddress } from "../../src/runtime/ports.js";
import { NO_ROUTES, Tallies } from "../../src/runtime/tallies.js";
import { parseAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";

function lan(name: string, text: string): Interface {
  const address = new InterfaceAddress();
  assert.ok(parseAddress(text, address));
  address.prefixLength = 24;
  return { name, device: name, addresses: [address], isUp: true };
}

const LANS = [lan("Lan0", "192.0.2.1"), lan("Lan1", "198.51.100.1")];

describe("tallies", () => {
  it("are one for each interface and family, for good", () => {
    const tallies = new Tallies(NO_ROUTES);
    const one = tallies.named("Lan0", Family.IPv4);
    const others = [tallies.named("Lan1", Family.IPv4), tallies.named("Lan0", Family.IPv6)];
    assert.equal(tallies.named("Lan0", Family.IPv4), one);
    assert.equal(new Set([one, ...others]).size, 3);
  });

  it("sum up in each family", () => {
    const tallies = new Tallies(NO_ROUTES);
    tallies.named("Lan0", Family.IPv4).sent = 1;
    tallies.named("Lan1", Family.IPv4).sent = 2;
    tallies.named("Lan0", Family.IPv6).sent = 4;
    const sum = new Tally();
    tallies.sum(Family.IPv6, sum);
    assert.equal(sum.sent, 4);
    tallies.sum(Family.IPv4, sum);
    assert.equal(sum.sent, 3);
  });

  it("are found by the routes, else by the subnets, else under no name", () => {
    const asked = endpoint("198.51.100.9");
    const routes = { route: (_: unknown, into: typeof asked) => (into.copy(endpoint("192.0.2.1")), true) };
    const routed = new Tallies(routes);
    assert.equal(routed.towards(asked, "", NO_SETTINGS, LANS), routed.named("Lan0", Family.IPv4));
    const near = new Tallies(NO_ROUTES);
    assert.equal(near.towards(asked, "", NO_SETTINGS, LANS), near.named("Lan1", Family.IPv4));
    assert.equal(near.towards(asked, "", NO_SETTINGS, []), near.named("", Family.IPv4));
  });
});
