/** What two nodes count of what they send each other. */
import assert from "node:assert/strict";
import { DropReason, dropReasonOf } from "../../src/core/drop-reason.js";
import { Tally } from "../../src/core/tally.js";
import { Verdict } from "../../src/core/verdict.js";
import { createNode } from "../../src/runtime/create-node.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { World } from "../sim/world.js";

const SERVER = { [Family.IPv4]: "192.0.2.1", [Family.IPv6]: "2001:db8::1" };
const CLIENT = { [Family.IPv4]: "192.0.2.2", [Family.IPv6]: "2001:db8::2" };
const FAMILIES = [Family.IPv4, Family.IPv6] as const;

const MASTER = "ntp-service enable\nntp-service refclock-master 2";
const MINUTE = 60;

class Bench {
  readonly world = new World(1);
  readonly server: NtpNode;
  readonly client: NtpNode;

  constructor(family: Family, more: { server?: string; client?: string } = {}) {
    const word = family === Family.IPv6 ? "ipv6 " : "";
    const serverPorts = this.world.host({ interfaces: [this.#lan("Lan0", SERVER[family])] });
    this.server = createNode({ ports: serverPorts, config: `${MASTER}\n${more.server ?? ""}` });
    const asks = `ntp-service enable\nntp-service ${word}unicast-server ${SERVER[family]}`;
    const clientPorts = this.world.host({
      interfaces: [this.#lan("Lan1", CLIENT[family]), this.#lan("Lan2", "2001:db8:2::2")],
    });
    this.client = createNode({ ports: clientPorts, config: `${asks} ${more.client ?? ""}` });
  }

  #lan(name: string, address: string): { name: string; addresses: string[] } {
    return { name, addresses: [`${address}/${address.includes(":") ? 64 : 24}`] };
  }
}

/** "sent, unsent, unheard, processed, dropped" */
function read({ sent, unsent, unheard, verdicts }: Tally): number[] {
  let processed = 0;
  let dropped = 0;
  for (let verdict: Verdict = 0; verdict < Verdict.Count; verdict++)
    if (dropReasonOf(verdict) === DropReason.None) processed += verdicts[verdict];
    else dropped += verdicts[verdict];
  return [sent, unsent, unheard, processed, dropped];
}

function total({ statistics }: NtpNode, family: Family): number[] {
  const tally = new Tally();
  statistics.total(family, tally);
  return read(tally);
}

function ofInterface({ statistics }: NtpNode, name: string, family: Family): number[] {
  const tally = new Tally();
  statistics.ofInterface(name, family, tally);
  return read(tally);
}

function ofSource({ statistics, status }: NtpNode): number[] {
  const tally = new Tally();
  statistics.ofAssociation(status.associations[0], tally);
  return read(tally);
}

describe("packet statistics", () => {
  for (const family of FAMILIES)
    it(`count each packet once in all, at its interface and at its source, over IPv${family}`, () => {
      const { world, server, client } = new Bench(family);
      world.run(10 * MINUTE);
      const { sent, received } = client.status.associations[0];
      assert.ok(sent > 8 && received === sent);
      const both = [sent, 0, 0, sent, 0];
      const other = family === Family.IPv4 ? Family.IPv6 : Family.IPv4;
      assert.deepEqual(total(client, family), both);
      assert.deepEqual(ofInterface(client, "Lan1", family), both);
      assert.deepEqual(ofSource(client), both);
      assert.deepEqual(total(server, family), both);
      assert.deepEqual(ofInterface(server, "Lan0", family), both);
      for (const node of [server, client]) assert.deepEqual(total(node, other), [0, 0, 0, 0, 0]);
    });

  it("tell why packets were dropped, whose they were, and where", () => {
    const { world, server, client } = new Bench(Family.IPv4, {
      server: "acl 2000\nrule deny source any\nntp-service access peer acl 2000",
    });
    world.run(MINUTE);
    const { sent } = client.status.associations[0];
    assert.deepEqual(total(server, Family.IPv4), [0, 0, 0, 0, sent]);
    const [last] = server.statistics.drops(Family.IPv4);
    assert.deepEqual(
      [last.verdict, formatAddress(last.from), last.interfaceName],
      [Verdict.NoAccess, CLIENT[Family.IPv4], "Lan0"],
    );
    assert.deepEqual(server.statistics.drops(Family.IPv6), []);
  });

  it("keep the last drops of an interface and of a source for as long as they count them", () => {
    const key =
      "ntp-service authentication enable\nntp-service authentication-keyid 1 authentication-mode md5 k";
    const { world, client } = new Bench(Family.IPv4, {
      client: `authentication-keyid 1\n${key}\nntp-service reliable authentication-keyid 1`,
    });
    world.run(MINUTE);
    const { statistics } = client;
    const [source] = client.status.associations;
    const dropped = source.verdicts[Verdict.CryptoNak] + source.verdicts[Verdict.NoMac];
    const now = (): number[] => [
      statistics.dropsOfInterface("Lan1", Family.IPv4).length,
      statistics.dropsOfInterface("Lan2", Family.IPv4).length,
      statistics.dropsOfAssociation(source).length,
    ];
    assert.ok(dropped > 1 && dropped <= 10);
    assert.deepEqual(now(), [dropped, 0, dropped]);
    statistics.resetInterface("Lan1", Family.IPv4);
    assert.deepEqual(now(), [0, 0, dropped]);
    statistics.resetAssociation(source);
    assert.deepEqual(now(), [0, 0, 0]);
    assert.equal(statistics.drops(Family.IPv4).length, dropped);
  });

  it("count what comes in at a deaf interface", () => {
    const { world, server, client } = new Bench(Family.IPv4, {
      server: "interface Lan0\nundo ntp-service inbound enable\nntp-service broadcast-server",
    });
    world.run(MINUTE);
    const { sent } = client.status.associations[0];
    assert.ok(sent > 0);
    const tally = new Tally();
    server.statistics.total(Family.IPv4, tally);
    assert.equal(tally.unheard, sent);
    assert.equal(read(tally)[3] + read(tally)[4], 0);
  });

  it("count what does not leave", () => {
    const { world, client } = new Bench(Family.IPv4, { client: "source-interface Lan2" });
    world.run(MINUTE);
    const { sent, unsent } = client.status.associations[0];
    assert.ok(unsent > 0 && sent === 0);
    assert.deepEqual(total(client, Family.IPv4), [0, unsent, 0, 0, 0]);
    assert.deepEqual(ofSource(client), [0, unsent, 0, 0, 0]);
  });

  it("begin anew each by itself, and leave the engine's own alone", () => {
    const { world, client } = new Bench(Family.IPv4);
    world.run(10 * MINUTE);
    const [source] = client.status.associations;
    const { sent } = source;
    const all = [sent, 0, 0, sent, 0];
    const none = [0, 0, 0, 0, 0];
    const now = (): number[][] => [
      total(client, Family.IPv4),
      ofInterface(client, "Lan1", Family.IPv4),
      ofSource(client),
    ];
    client.statistics.resetInterface("Lan1", Family.IPv4);
    assert.deepEqual(now(), [all, none, all]);
    client.statistics.resetAssociation(source);
    assert.deepEqual(now(), [all, none, none]);
    client.statistics.resetTotal(Family.IPv4);
    assert.deepEqual(now(), [none, none, none]);
    client.statistics.resetTotal(Family.IPv6);
    assert.equal(source.sent, sent);
    world.run(10 * MINUTE);
    const more = source.sent - sent;
    assert.ok(more > 0);
    assert.deepEqual(now(), Array(3).fill([more, 0, 0, more, 0]));
  });

  it("of a source hold for another in its place no more", () => {
    const { world, client } = new Bench(Family.IPv4);
    world.run(MINUTE);
    const [source] = client.status.associations;
    client.statistics.resetAssociation(source);
    const settings = source.settings!;
    source.demobilize();
    source.mobilize(settings);
    source.sent = 3;
    assert.deepEqual(ofSource(client), [3, 0, 0, 0, 0]);
  });
});
