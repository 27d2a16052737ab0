/** The server of an engine, put together. */
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Access } from "./access.js";
import { type Credentials } from "./credentials.js";
import { type Inbound } from "./inbound.js";
import { type Link } from "./link.js";
import { type MakeServing } from "./modes.js";
import { Server } from "./server.js";
import { Service } from "./service.js";
import { type NodeSettings } from "./settings.js";
import { type Verdict } from "./verdict.js";

export const SERVING: MakeServing = Object.freeze<MakeServing>({
  serving({ core, process, roster }) {
    const access = new Access(core.chance, roster.places.length);
    const server = new Server(core);
    return { access, server, service: new Service(core, access, server, process) };
  },

  requests: ({ verdicts }, { access, service }) => new Requests(access, service, verdicts),
});

/** Whatever comes is a request, or nothing that is heard. */
class Requests implements Inbound {
  readonly hasNews = false;
  readonly claimed = undefined;
  readonly isToObey = false;

  constructor(
    readonly access: Access,
    readonly service: Service,
    readonly verdicts: Float64Array,
  ) {}

  configure(settings: NodeSettings): void {
    this.access.configure(settings);
    this.service.configure(settings);
  }

  take(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const verdict = this.service.take(link, datagram, credentials, from, arrivedAt, now);
    this.verdicts[verdict]++;
    return verdict;
  }
}
