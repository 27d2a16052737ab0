/** What befalls nodes over the years, by name. */
import { Leap } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { DRIFT } from "../../src/runtime/drift.js";
import { DAY, daysToSeconds } from "../../src/time/calendar.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { type Server } from "../sim/server.js";
import { endpoint } from "../support/engine-rig.js";
import { commits, debugging, serialLines, sources, telnet } from "./console-lives.js";
import { FOLLOWS, type Life, MINUTE, ON, OWN, Scene, SERVER } from "./life.js";

const HOUR = 60 * MINUTE;

const GUEST = "192.0.2.3";
const SINK = "192.0.2.4";
const GROUP = "224.0.1.1";

const KNOWS = `${ON}\nntp-service refclock-master 2`;
const AT_ETH0 = "interface eth0";

/** A name is somebody else's, and then the first one's again. */
function names(): Life {
  const name = "time.example.net";
  const scene = new Scene(`${ON}\nntp-service unicast-server ${name} minpoll 4 maxpoll 4`);
  const other = scene.world.server({ address: GUEST });
  const move = (to: Server, from: Server): void => {
    scene.world.names.set(name, [to.name]);
    to.isUp = () => true;
    from.isUp = () => false;
    scene.world.run(20 * MINUTE);
  };
  return {
    round(): void {
      move(scene.server, other);
      move(other, scene.server);
    },
    count: () => scene.told(Happening.AssociationUp),
  };
}

/** Whoever the node deals with unasked comes for a while, from two addresses. */
function guests(config: string, guestConfig: string): Life {
  const scene = new Scene(config);
  const guest = scene.world.host({ addresses: [`${GUEST}/24`] });
  const visit = (address: string): void => {
    guest.change("eth0", { addresses: [`${address}/24`] });
    guest.start({ config: guestConfig });
    scene.world.run(10 * MINUTE);
    guest.stop();
    scene.world.run(HOUR);
  };
  return {
    round(): void {
      visit(GUEST);
      visit(SINK);
    },
    count: () => scene.told(Happening.AssociationDemobilized),
  };
}

function interfaces(): Life {
  const source = `${FOLLOWS} source-interface eth1`;
  const scene = new Scene(
    `${source}\n${AT_ETH0}\nntp-service broadcast-server\nntp-service broadcast-client`,
    {
      host: {
        interfaces: [
          { name: "eth0", addresses: ["198.51.100.2/24", "2001:db8::2/64"] },
          { name: "eth1", addresses: [`${OWN}/24`] },
        ],
      },
    },
  );
  const { host, world } = scene;
  return {
    round(): void {
      for (const name of ["eth0", "eth1"]) host.change(name, { isUp: false });
      world.run(10 * MINUTE);
      host.change("eth0", { isUp: true, addresses: ["203.0.113.2/24"] });
      host.change("eth1", { isUp: true, addresses: [] });
      world.run(MINUTE);
      host.change("eth0", { addresses: ["198.51.100.2/24", "2001:db8::2/64"] });
      host.change("eth1", { addresses: [`${OWN}/24`] });
      world.run(5 * MINUTE);
    },
    count: () => scene.told(Happening.CannotAsk),
  };
}

/** Nothing can be sent, so no source is left; meanwhile the log and notifications wait for a way to their hosts. */
function unreachable(): Life {
  const hosts = [
    `info-center loghost ${SINK}`,
    `info-center loghost ${GUEST} format rfc5424`,
    `snmp-agent target-host trap address udp-domain ${SINK} params securityname public v2c`,
    "snmp-agent trap enable ntp",
  ];
  const scene = new Scene([FOLLOWS, ...hosts].join("\n"));
  const { host, world } = scene;
  let received = 0;
  for (const port of [162, 514])
    world.network.bind({
      machine: { name: `sink of ${port}` },
      local: endpoint(SINK, port),
      take: () => ++received < 0,
    });
  return {
    round(): void {
      for (const refusal of ["ENETUNREACH", undefined]) {
        host.refusal = refusal;
        world.run(20 * MINUTE);
      }
    },
    count: () => received,
  };
}

/** Twenty days that pass at once, and then some of the next: leap seconds come, 7 February 2036 does, drift is stored. */
function years(): Life {
  const config = `${ON}\nntp-service unicast-server ${SERVER}\nntp-service leap insert 2036-06-30`;
  const host = { addresses: [`${OWN}/24`], bootOffset: 30 * MILLISECOND };
  let skippedSec = 0;
  const scene = new Scene(config, {
    host,
    startSeconds: daysToSeconds(2033, 1, 1),
    // The counter runs on over what is left out of the world.
    prepare(machine): void {
      const { alarm, counter } = machine;
      const soon = new Instant();
      const shift = (into: Instant, by: number): void => into.set(into.seconds + by, into.fraction);
      Object.assign(machine, {
        counter: {
          ...counter,
          read(into: Instant): void {
            counter.read(into);
            shift(into, skippedSec);
          },
        },
        alarm: {
          ...alarm,
          set(at: Instant, ring: () => void): void {
            soon.copy(at);
            shift(soon, -skippedSec);
            alarm.set(soon, ring);
          },
        },
      });
    },
  });
  const { server, world } = scene;
  let stored = 0;
  const { write } = scene.host.store;
  scene.host.store.write = (name, text) => {
    if (name === DRIFT) stored++;
    write(name, text);
  };
  return {
    round(): void {
      skippedSec += 20 * DAY;
      Object.assign(world, { startSeconds: (world.startSeconds + 20 * DAY) % 2 ** 32 });
      server.leap = server.leap === Leap.None ? Leap.Insert : Leap.None;
      world.run(40 * MINUTE);
    },
    count: () => stored,
  };
}

export const LIVES: Readonly<Record<string, () => Life>> = Object.freeze({
  sources,
  commits,
  serial: serialLines,
  telnet,
  names,
  peers: () => guests(KNOWS, `${ON}\nntp-service unicast-peer ${OWN}`),
  manycast: () =>
    guests(
      `${ON}\n${AT_ETH0}\nntp-service manycast-client ${GROUP}`,
      `${KNOWS}\n${AT_ETH0}\nntp-service manycast-server ${GROUP}`,
    ),
  broadcast: () =>
    guests(
      `${ON}\n${AT_ETH0}\nntp-service broadcast-client`,
      `${KNOWS}\n${AT_ETH0}\nntp-service broadcast-server`,
    ),
  interfaces,
  unreachable,
  debugging,
  years,
});
