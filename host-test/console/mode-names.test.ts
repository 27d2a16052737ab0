/** The modes of associations, in whatever display they stand. */
import assert from "node:assert/strict";
import { vrpSessions } from "../../src/console/sessions-vrp.js";
import { clockStatusOf, debugLinesOf, flagsOf } from "../../src/console/sources.js";
import { comwareStatus } from "../../src/console/status-comware.js";
import { comwareVerbose } from "../../src/console/verbose-comware.js";
import { vrpVerbose } from "../../src/console/verbose-vrp.js";
import { type Association, Leap } from "../../src/core/association.js";
import { WayTime } from "../../src/core/listening.js";
import { AssociationKind, type AssociationSettings } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { Mode } from "../../src/wire/header.js";
import { FakeStatus, localClock, ms, serverAt } from "./fake-node.js";

const DYNAMIC: Partial<AssociationSettings> = { isDynamic: true, host: "", source: "Vlan-interface2" };

function statusWith(...sources: Association[]): FakeStatus {
  const status = new FakeStatus();
  status.associations.push(...sources);
  return status;
}

function lineOf(lines: readonly string[], start: string): string {
  return lines.find(line => line.startsWith(start)) ?? "";
}

interface Row {
  readonly name: string;
  readonly source: () => Association;
  readonly heard: Mode;
  readonly comware: readonly [local: string, peer: string];
  readonly vrp: readonly [local: string, peer: string];
}

function at(kind: AssociationKind, settings: Partial<AssociationSettings> = {}): () => Association {
  return () => serverAt("192.0.2.1", { kind, ...settings });
}

const PASSIVE = at(AssociationKind.SymmetricPassive, DYNAMIC);
const HEARD = at(AssociationKind.BroadcastClient, DYNAMIC);

const ROWS: readonly Row[] = [
  {
    name: "a server that is asked",
    source: at(AssociationKind.Client),
    heard: Mode.Server,
    comware: ["client", "server"],
    vrp: ["client", "server"],
  },
  {
    name: "our own clock",
    source: localClock,
    heard: Mode.Unspecified,
    comware: ["client", "server"],
    vrp: ["client", "server"],
  },
  {
    name: "a peer not heard yet",
    source: at(AssociationKind.SymmetricActive),
    heard: Mode.Unspecified,
    comware: ["sym_active", "sym_passive"],
    vrp: ["active", "passive"],
  },
  {
    name: "a peer that has us configured, too",
    source: at(AssociationKind.SymmetricActive),
    heard: Mode.SymmetricActive,
    comware: ["sym_active", "sym_active"],
    vrp: ["active", "active"],
  },
  {
    name: "a peer that answers as a server",
    source: at(AssociationKind.SymmetricActive),
    heard: Mode.Server,
    comware: ["sym_active", "server"],
    vrp: ["active", "server"],
  },
  {
    name: "a passive one",
    source: PASSIVE,
    heard: Mode.SymmetricActive,
    comware: ["sym_passive", "sym_active"],
    vrp: ["passive", "active"],
  },
  {
    name: "a passive one not heard yet",
    source: PASSIVE,
    heard: Mode.Unspecified,
    comware: ["sym_passive", "sym_active"],
    vrp: ["passive", "active"],
  },
  {
    name: "a broadcast server",
    source: HEARD,
    heard: Mode.Broadcast,
    comware: ["bclient", "broadcast"],
    vrp: ["broadcast client", "broadcast"],
  },
  {
    name: "a broadcast server that has answered a volley",
    source: HEARD,
    heard: Mode.Server,
    comware: ["bclient", "broadcast"],
    vrp: ["broadcast client", "broadcast"],
  },
  {
    name: "a broadcast server not heard yet",
    source: HEARD,
    heard: Mode.Unspecified,
    comware: ["bclient", "broadcast"],
    vrp: ["broadcast client", "broadcast"],
  },
];

describe("modes in words", () => {
  for (const { name, source: make, heard, comware, vrp } of ROWS)
    it(name, () => {
      const source = make();
      source.peerMode = heard;
      const status = statusWith(source);
      const lines = comwareVerbose(status, Family.IPv4);
      assert.equal(lineOf(lines, " Local mode"), ` Local mode: ${comware[0]}, local poll interval: 6`);
      assert.match(lineOf(lines, " Peer mode"), new RegExp(`^ Peer mode: ${comware[1]}, peer poll `));
      const vrpLines = vrpVerbose(status, Family.IPv4);
      assert.equal(
        lineOf(vrpLines, " local mode"),
        ` local mode: ${vrp[0]}, local poll: 64, current poll: 64`,
      );
      assert.match(lineOf(vrpLines, " peer mode"), new RegExp(`^ peer mode: ${vrp[1]}, peer poll: `));
      Object.assign(status.system, { peer: source, stratum: 3 });
      assert.equal(comwareStatus(status)[3], ` Local mode: ${comware[0]}`);
    });

  it("a dynamic session says so, and where it was heard", () => {
    const passive = PASSIVE();
    Object.assign(passive, { stratum: 2, reach: 3, leap: Leap.None, standing: Standing.Candidate });
    const status = statusWith(passive);
    assert.equal(flagsOf(status, passive), "[234]");
    assert.equal(clockStatusOf(status, passive), "dynamic, selected, sane, valid");
    assert.equal(flagsOf(status, HEARD()), "[]");
    assert.match(
      lineOf(comwareVerbose(status, Family.IPv4), " Precision"),
      /source interface: Vlan-interface2$/,
    );
    assert.match(lineOf(vrpVerbose(status, Family.IPv4), " precision"), /peer interface: Vlan-interface2$/);
  });

  it("a session in a VPN instance names it", () => {
    const source = serverAt("10.1.1.1", { instance: "vpn1" });
    const status = statusWith(source);
    assert.equal(lineOf(comwareVerbose(status, Family.IPv4), " VPN"), " VPN instance: vpn1");
    assert.equal(vrpVerbose(status, Family.IPv4)[0], " clock source: 10.1.1.1(vpn1) ");
    const lines = vrpSessions(status, Family.IPv4);
    assert.equal(lines[0], "clock source: 10.1.1.1(vpn1)");
    assert.equal(lines[2], " clock status: configured, insane, invalid, unsynced, vpn-instance");
  });

  it("what broadcasts take, and how that is known", () => {
    const source = HEARD();
    const status = new FakeStatus();
    const rows: [wayTime: WayTime, text: string][] = [
      [WayTime.Unknown, "not known yet"],
      [WayTime.Assumed, "4.2500 ms, assumed"],
      [WayTime.Measured, "4.2500 ms, measured"],
    ];
    source.listening.delay = ms(4.25);
    for (const [wayTime, text] of rows) {
      source.listening.wayTime = wayTime;
      assert.equal(debugLinesOf(status, source)[2], `broadcasts take: ${text}`);
    }
    assert.equal(lineOf(debugLinesOf(status, PASSIVE()), "broadcasts"), "");
  });
});
