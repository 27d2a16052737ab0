/** Which sockets a configuration wants, and what each is for; that they are opened is told in `listeners`. */
import assert from "node:assert/strict";
import { LinkKind } from "../../src/core/link.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { type Interface } from "../../src/runtime/ports.js";
import { wantedSockets, wantedSources, type WantedSocket } from "../../src/runtime/wanted-sockets.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { endpoint, server, settings } from "../support/engine-rig.js";

function made(name: string, isUp: Pick<Interface, "isUp">, ...addresses: readonly string[]): Interface {
  const own = addresses.map(one => Object.assign(endpoint(one, 0), { prefixLength: 24 }));
  return { name, device: `dev-${name}`, addresses: own, ...isUp };
}

const INTERFACES: readonly Interface[] = [
  made("Lan0", { isUp: true }, "192.0.2.1", "fe80::1%2"),
  made("Lan1", { isUp: true }, "198.51.100.1"),
  made("Off0", { isUp: false }, "203.0.113.1"),
];

const RED = [{ interfaceName: "Lan1", instance: "red" }];
const KINDS = { [LinkKind.Service]: "service", [LinkKind.Broadcast]: "broadcast", [LinkKind.Group]: "group" };

/** Everything that tells a socket from others, but for what nearly all have in common. */
function text(one: WantedSocket): string {
  return [
    `${one.device} ${formatAddress(one.local)}:${one.local.port} ${KINDS[one.kind]} dscp ${one.dscp}`,
    one.instance,
    one.isDeaf ? "deaf" : "",
    one.followsServers ? "follows" : "",
    one.answersClients ? "answers" : "",
  ]
    .filter(word => word !== "")
    .join(" ");
}

const hearing = (
  kind: HearingKind,
  interfaceName = "Lan1",
  group = "",
): NodeSettings["hearings"][number] => ({
  kind,
  interfaceName,
  family: Family.IPv4,
  group,
});
const GROUP = "224.0.1.1";
const SENDER = {
  interfaceName: "Lan1",
  group: GROUP,
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 1,
  keyId: 0,
};

const LAN0 = ["dev-Lan0 192.0.2.1:10123 service dscp 48", "dev-Lan0 fe80::1%2:10123 service dscp 56"];
const LAN1 = "dev-Lan1 198.51.100.1:10123 service dscp 48";

describe("wanted sockets", () => {
  const rows: { name: string; more: Partial<NodeSettings>; are: readonly string[] }[] = [
    { name: "of a service that is off", more: { enabled: false }, are: [] },
    { name: "of every address of what is up", more: {}, are: [...LAN0, LAN1] },
    {
      name: "with the DSCP of their family",
      more: { dscp4: 1, dscp6: 2 },
      are: [
        "dev-Lan0 192.0.2.1:10123 service dscp 1",
        "dev-Lan0 fe80::1%2:10123 service dscp 2",
        "dev-Lan1 198.51.100.1:10123 service dscp 1",
      ],
    },
    { name: "with the instance of their interface", more: { bindings: RED }, are: [...LAN0, `${LAN1} red`] },
    { name: "of no family that is deaf", more: { deaf4: ["Lan1"], deaf6: ["Lan0"] }, are: [LAN0[0]] },
    {
      name: "deaf ones where an interface only sends",
      more: { deaf4: ["Lan1"], senders: [SENDER] },
      are: [...LAN0, `${LAN1} deaf`],
    },
    {
      name: "of everyone and everyone of the subnet",
      more: { hearings: [hearing(HearingKind.Broadcast)] },
      are: [
        ...[...LAN0, LAN1],
        "dev-Lan1 255.255.255.255:10123 broadcast dscp 0 follows",
        "dev-Lan1 198.51.100.255:10123 broadcast dscp 0 follows",
      ],
    },
    {
      name: "of a group that is followed",
      more: { hearings: [hearing(HearingKind.Multicast, "Lan1", GROUP)] },
      are: [...LAN0, LAN1, `dev-Lan1 ${GROUP}:10123 group dscp 0 follows`],
    },
    {
      name: "of a group that is answered, in its instance",
      more: { hearings: [hearing(HearingKind.Manycast, "Lan1", GROUP)], bindings: RED },
      are: [...LAN0, `${LAN1} red`, `dev-Lan1 ${GROUP}:10123 group dscp 0 red answers`],
    },
    {
      name: "of a group for both, once",
      more: {
        hearings: [HearingKind.Multicast, HearingKind.Manycast].map(kind => hearing(kind, "Lan1", GROUP)),
      },
      are: [...LAN0, LAN1, `dev-Lan1 ${GROUP}:10123 group dscp 0 follows answers`],
    },
    {
      name: "of no group of an interface that is down",
      more: { hearings: [hearing(HearingKind.Multicast, "Off0", GROUP)] },
      are: [...LAN0, LAN1],
    },
  ];
  for (const { name, more, are } of rows)
    it(`are those ${name}`, () =>
      assert.deepEqual(wantedSockets(settings(more), INTERFACES, 10_123).map(text), are));

  it("name an own address of the interface, for which a group is joined", () => {
    const more = { hearings: [hearing(HearingKind.Multicast, "Lan0", GROUP)] };
    const all = wantedSockets(settings(more), INTERFACES, 10_123);
    assert.deepEqual(all.map(({ own }) => formatAddress(own)), ["192.0.2.1", "fe80::1%2", "192.0.2.1", "198.51.100.1"]); // prettier-ignore
  });

  const peer = server("203.0.113.9", { kind: AssociationKind.SymmetricActive });
  const sources: { name: string; more: Partial<NodeSettings>; are: readonly string[] }[] = [
    { name: "none where nothing is said", more: { associations: [peer] }, are: [] },
    {
      name: "a peer's own, by the other interface",
      more: { associations: [{ ...peer, source: "Lan0" }] },
      are: ["dev-Lan1 192.0.2.1:10123 service dscp 48"],
    },
    {
      name: "the node's, for a peer without one of its own",
      more: { associations: [peer], source4: "198.51.100.1" },
      are: ["dev-Lan0 198.51.100.1:10123 service dscp 48"],
    },
    {
      name: "none of a service that is off",
      more: { enabled: false, associations: [{ ...peer, source: "Lan0" }] },
      are: [],
    },
    {
      name: "none by an interface that is deaf",
      more: { deaf4: ["Lan1"], associations: [{ ...peer, source: "Lan0" }] },
      are: [],
    },
    {
      name: "none by an interface of another instance",
      more: { bindings: RED, associations: [{ ...peer, source: "Lan0" }] },
      are: [],
    },
    {
      name: "none named by an address of another instance",
      more: { bindings: RED, associations: [peer], source4: "198.51.100.1" },
      are: [],
    },
    {
      name: "the one that answers leave from, once",
      more: { answersFromSource: true, source4: "Lan0", associations: [peer] },
      are: ["dev-Lan1 192.0.2.1:10123 service dscp 48"],
    },
  ];
  for (const { name, more, are } of sources)
    it(`of sources: ${name}`, () =>
      assert.deepEqual(wantedSources(settings(more), INTERFACES, 10_123).map(text), are));
});
