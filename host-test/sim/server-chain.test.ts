/** `display ntp-service trace` up chains of nodes in virtual time: to the top, round loops, and to who is silent. */
import assert from "node:assert/strict";
import { Session } from "../../src/console/session.js";
import { hostOf } from "../console/fake-node.js";
import { always } from "./delay.js";
import { type Host } from "./host.js";
import { World } from "./world.js";

const SEED = 23;

/** So long a node needs to follow another, and one more to follow that. */
const SETTLED = 60;

/** Longer than three queries that nobody answers. */
const ASKED = 10;

const PRIMARY = ["ntp-service refclock-master 1"];

/** Follows one server at once. */
const follow = (server: string): string[] => [`ntp-service unicast-server ${server} minpoll 4 maxpoll 4`];

function start(host: Host, lines: readonly string[], port = 123): Host {
  host.start({ config: ["ntp-service enable", ...lines].join("\n"), port });
  return host;
}

/** Hosts 192.0.2.1, .2, … each told its lines. */
function chain(world: World, ...configurations: readonly string[][]): Host[] {
  return configurations.map((lines, i) => start(world.host({ addresses: [`192.0.2.${i + 1}`] }), lines));
}

const says = (host: Host, ...lines: readonly string[]): void => {
  const session = new Session(hostOf(host.node!), { isInteractive: false, write: () => {} });
  for (const line of ["system-view", ...lines]) session.execute(line);
};

/** Whom the trace of `host` goes over, and how it ends; `meanwhile` happens `afterSec` it began. */
function traced(world: World, host: Host, afterSec = 0, meanwhile = (): void => {}): string[] {
  let text = "";
  const session = new Session(hostOf(host.node!), { isInteractive: true, write: more => (text += more) });
  session.execute("display ntp-service trace");
  world.run(afterSec);
  meanwhile();
  world.run(ASKED);
  assert.ok(!session.isBusy, text);
  return text
    .trimEnd()
    .split("\n")
    .map(line => /^Server +(.*)/.exec(line)?.[1] ?? line)
    .filter(line => !line.startsWith("Stratum"));
}

/** The end of a chain of three: the second is asked, then the third. */
interface End {
  readonly name: string;
  /** Done `afterSec` after the trace has begun. */
  readonly afterSec?: number;
  readonly then: (second: Host, third: Host) => void;
  readonly shows: readonly string[];
}

const ENDS: readonly End[] = [
  { name: "a primary", then: () => {}, shows: ["192.0.2.2", "192.0.2.3", "RefID      127.127.1.0"] },
  {
    name: "one who answers no queries",
    then: (_, third) => says(third, "ntp-service noquery enable"),
    shows: ["192.0.2.2", "% No answer from 192.0.2.3."],
  },
  {
    name: "one who grants queries to others alone",
    then: second => says(second, "acl basic 2000", "rule deny", "quit", "ntp-service access query acl 2000"),
    shows: ["% No answer from 192.0.2.2."],
  },
  {
    name: "one who is down",
    then: (_, third) => third.change("eth0", { isUp: false }),
    shows: ["192.0.2.2", "% No answer from 192.0.2.3."],
  },
  {
    name: "one who goes down while it is asked",
    afterSec: 1.25,
    then: second => second.change("eth0", { isUp: false }),
    shows: ["192.0.2.2", "% No answer from 192.0.2.2."],
  },
  {
    name: "one who has dropped its source before it is asked of it",
    afterSec: 1.25,
    then: second => says(second, "undo ntp-service unicast-server 192.0.2.3"),
    shows: ["192.0.2.2", "% 192.0.2.2 refuses: unknown association."],
  },
];

describe("tracing the servers, in virtual time", () => {
  for (const { name, afterSec, then, shows } of ENDS)
    it(`ends at ${name}`, () => {
      const world = new World(SEED);
      const [first, second, third] = chain(world, follow("192.0.2.2"), follow("192.0.2.3"), PRIMARY);
      world.run(SETTLED);
      if (afterSec === undefined) then(second, third);
      else world.link(first, second, { delay: always(0.5) });
      assert.deepEqual(
        traced(world, first, afterSec, () => afterSec !== undefined && then(second, third)),
        ["127.0.0.1", ...shows],
      );
    });

  it("finds a loop, from inside and from outside", () => {
    const world = new World(SEED);
    const [first, , third, , outsider] = chain(
      world,
      ...[follow("192.0.2.2"), follow("192.0.2.3"), follow("192.0.2.4"), PRIMARY, follow("192.0.2.1")],
    );
    world.run(2 * SETTLED);
    says(third, "undo ntp-service unicast-server 192.0.2.4", ...follow("192.0.2.1"));
    world.run(SETTLED);
    const way = ["192.0.2.2", "192.0.2.3", "% Loop: 192.0.2.1 was asked before."];
    assert.deepEqual(traced(world, first), ["127.0.0.1", ...way]);
    assert.deepEqual(traced(world, outsider), ["127.0.0.1", "192.0.2.1", ...way]);
  });

  it("tells apart nodes at different ports of one address", () => {
    const world = new World(SEED);
    const [first] = [follow("127.0.0.1 port 11124"), follow("127.0.0.1 port 11125"), PRIMARY].map(
      (lines, i) => start(world.host({ name: `${i}`, addresses: ["127.0.0.1"] }), lines, 11_123 + i),
    );
    world.run(SETTLED);
    const address = "127.0.0.1";
    assert.deepEqual(traced(world, first), [address, address, address, "RefID      127.127.1.0"]);
  });

  it("does not take another's address in a VPN instance for its own", () => {
    const world = new World(SEED);
    const lan = world.lan();
    const second = { interfaces: [{ name: "eth0", addresses: ["10.0.0.2/24", "192.0.2.2/24"], lan }] };
    const third = { name: "third", interfaces: [{ name: "eth0", addresses: ["192.0.2.1/24"], lan }] };
    const interfaces = [
      { name: "eth0", addresses: ["192.0.2.1/24"] },
      { name: "eth1", addresses: ["10.0.0.1/24"], lan },
    ];
    start(world.host(third), PRIMARY);
    start(world.host(second), follow("192.0.2.1"));
    const first = start(world.host({ interfaces }), [
      ...["ip vpn-instance red", "interface eth1", "ip binding vpn-instance red", "quit"],
      "ntp-service unicast-server 10.0.0.2 vpn-instance red minpoll 4 maxpoll 4",
    ]);
    world.run(SETTLED);
    assert.deepEqual(traced(world, first), ["127.0.0.1", "10.0.0.2", "192.0.2.1", "RefID      127.127.1.0"]);
  });
});
