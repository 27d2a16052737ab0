/** What hears the packets that do not come in on clients' own sockets. */
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type Association } from "./association.js";
import { type Credentials } from "./credentials.js";
import { type Link } from "./link.js";
import { type NodeSettings } from "./settings.js";
import { type Verdict } from "./verdict.js";

export interface Inbound {
  /** Whether sources are to be judged anew after the last packet, or woken at another time. */
  readonly hasNews: boolean;
  /** The association that the last packet claims to be of. */
  readonly claimed: Association | undefined;
  /** Whether that one is still to do what follows from the verdict. */
  readonly isToObey: boolean;
  /** Takes in what of a configuration concerns whom to hear. */
  configure(settings: NodeSettings): void;
  /** What becomes of a packet, which is counted. Allocates nothing. */
  take(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict;
}
