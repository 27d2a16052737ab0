/** What is typed to see packets counted, and to begin counting anew. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { FakeNode, hostOf, serverAt } from "./fake-node.js";

/** A node that has counted packets: each number is found in one place alone. */
class Bench {
  readonly node: FakeNode;
  readonly #session: Session;
  #text = "";

  constructor(dialect: Dialect) {
    this.node = new FakeNode(dialect);
    const { status, tallies } = this.node;
    tallies.named("Vlan-interface2", Family.IPv4).sent = 1;
    tallies.named("Ethernet0", Family.IPv4).sent = 2;
    tallies.named("Vlan-interface2", Family.IPv6).sent = 4;
    status.associations.push(source("192.0.2.1", 8), source("192.0.2.2", 16), source("2001:db8::1", 32));
    const write = (text: string): void => void (this.#text += text);
    this.#session = new Session(hostOf(this.node, {}), { isInteractive: false, write });
  }

  /** What is said to `line`, where it is no table. */
  says(line: string): string[] {
    this.#text = "";
    this.#session.execute(line);
    return this.#text.split("\n").filter(Boolean);
  }

  /** The titles, without what they have in common, and how many packets were sent. */
  shows(line: string): string[] {
    const lines = this.says(line);
    const titles = lines.filter(one => one.startsWith(" NTP IPv"));
    const sent = lines.filter(one => one.startsWith(" Sent "));
    return titles.map(
      (title, i) =>
        title.replace(" Packet Statistical Information", "").trim() + sent[i].split(":")[1].trim(),
    );
  }
}

function source(address: string, sent: number): ReturnType<typeof serverAt> {
  const association = Object.assign(serverAt(address), { id: sent, sent });
  association.verdicts[Verdict.Sampled] = sent;
  return association;
}

const SHOWN: readonly (readonly [string, readonly string[]])[] = [
  ["", ["NTP IPv43"]],
  ["ipv6", ["NTP IPv64"]],
  ["interface vlan-interface 2", ["NTP IPv4 of Vlan-interface21"]],
  ["ipv6 interface vlan-interface 2", ["NTP IPv6 of Vlan-interface24"]],
  ["interface all", ["NTP IPv4 of Vlan-interface21", "NTP IPv4 of lo0", "NTP IPv4 of Ethernet02"]],
  ["peer", ["NTP IPv4 of 192.0.2.18", "NTP IPv4 of 192.0.2.216"]],
  ["peer 192.0.2.2", ["NTP IPv4 of 192.0.2.216"]],
  ["peer ipv6", ["NTP IPv6 of 2001:db8::132"]],
  ["ipv6 peer 2001:DB8::1", ["NTP IPv6 of 2001:db8::132"]],
];

/** What is reset: which displays begin anew. */
const RESET: readonly (readonly [string, readonly string[]])[] = [
  ["", [""]],
  ["ipv6", ["ipv6"]],
  ["interface vlan-interface 2", ["interface vlan-interface 2"]],
  ["ipv6 interface all", ["ipv6 interface vlan-interface 2"]],
  ["peer 192.0.2.2", ["peer 192.0.2.2"]],
  ["ipv6 peer", ["peer ipv6"]],
];

const DISPLAY = "display ntp-service statistics packet";

describe("packet statistics typed", () => {
  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    for (const [words, shown] of SHOWN)
      it(`shows ${words || "all"} in dialect ${dialect}`, () =>
        assert.deepEqual(new Bench(dialect).shows(`${DISPLAY} ${words}`), shown));

  for (const [words, begun] of RESET)
    it(`begins ${words || "all"} anew, and nothing else`, () => {
      const bench = new Bench(Dialect.Vrp);
      assert.deepEqual(bench.says(`reset ntp-service statistics packet ${words}`), []);
      for (const [one] of SHOWN.filter(([, { length }]) => length === 1)) {
        const [line] = bench.shows(`${DISPLAY} ${one}`);
        const [before] = new Bench(Dialect.Vrp).shows(`${DISPLAY} ${one}`);
        const isSame = begun.map(two => two.replace("peer ipv6", "ipv6 peer 2001:DB8::1")).includes(one);
        assert.equal(line !== before, isSame || begun.includes(one), one);
      }
    });

  for (const verb of ["display", "reset"])
    it(`has no source of that address to ${verb}`, () =>
      assert.deepEqual(new Bench(Dialect.Vrp).says(`${verb} ntp-service statistics packet peer 192.0.2.9`), [
        "There is no such source of time.",
      ]));

  it("is reset in the user view alone", () => {
    const bench = new Bench(Dialect.Comware);
    bench.says("system-view");
    assert.match(bench.says("reset ntp-service statistics packet").join("\n"), /Unrecognized/);
    assert.deepEqual(bench.shows(DISPLAY), ["NTP IPv43"]);
  });
});
