/** All that an engine can have beside clients and a server, put together. */
import { Arrivals } from "./arrivals.js";
import { BroadcastClient } from "./broadcast-client.js";
import { BroadcastServer } from "./broadcast-server.js";
import { Control } from "./control.js";
import { EventCounts } from "./event-counts.js";
import { ManycastClient } from "./manycast-client.js";
import { type MakeOthers } from "./modes.js";
import { Peers } from "./peers.js";
import { ReferenceClock } from "./reference-clock.js";
import { Symmetric } from "./symmetric.js";

export const OTHER_MODES: MakeOthers = Object.freeze<MakeOthers>({
  counts: sink => new EventCounts(sink),

  peering({ core, own, process, roster, verdicts }, { access, server }, answer) {
    roster.makeRoomForPeers();
    const peers = new Peers(roster, access, own, verdicts);
    return { peers, symmetric: new Symmetric(core, access, server, answer, process) };
  },

  others(base, { access, server, service }, { peers, symmetric }, answer, client, events) {
    const { codes, core, leapSecond, own, process, retire, roster, verdicts } = base;
    const referenceClock = new ReferenceClock(core, leapSecond.watch);
    const broadcastClient = new BroadcastClient(core, client, roster, leapSecond.watch, own);
    const broadcastServer = new BroadcastServer(core, server);
    const manycastClient = new ManycastClient(core, roster, own, retire);
    const control = new Control({ core, access, codes, process, events, verdicts }, roster.places);
    const asked = { access, service, control, answer, peers, symmetric };
    const inbound = new Arrivals(core, { ...asked, broadcastClient, manycastClient, retire }, verdicts);
    return { control, referenceClock, broadcastClient, broadcastServer, manycastClient, inbound };
  },
});
