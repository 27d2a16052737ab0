/**
 * Reception: whose a packet is and what becomes of it, by the socket that it came in by (RFC 5905 section
 * 9.2, figure 20), and what its association does about it.
 */
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Layout } from "../wire/trailer.js";
import { type Answer } from "./answer.js";
import { type Association } from "./association.js";
import { isObjection } from "./authentication.js";
import { type BroadcastClient } from "./broadcast-client.js";
import { type Client } from "./client.js";
import { type Core } from "./core.js";
import { Credentials } from "./credentials.js";
import { type Inbound } from "./inbound.js";
import { LinkKind, type Link } from "./link.js";
import { type ManycastClient } from "./manycast-client.js";
import { AssociationKind, isSymmetric, type NodeSettings } from "./settings.js";
import { Suspicion } from "./suspicion.js";
import { Standing, Verdict } from "./verdict.js";

/** Who does what follows from an answer, for each kind of association; and how one leaves. */
export interface Answered {
  readonly client: Client;
  /** Undefined: there are no associations of these kinds. */
  readonly broadcastClient?: BroadcastClient;
  readonly manycastClient?: ManycastClient;
  readonly retire: (association: Association) => void;
}

export class Reception {
  /** Whether sources are to be judged anew after the last packet, or woken at another time. */
  hasNews = false;

  private readonly places: readonly Association[];
  private readonly answer: Answer;
  private readonly to: Answered;
  private readonly inbound: Inbound | undefined;
  private readonly verdicts: Float64Array;
  private readonly credentials: Credentials;
  private readonly suspicion: Suspicion;

  /**
   * `places`: the whole pool, for good; `inbound`: hears what is not clients' own, undefined: nobody does;
   * `verdicts`: where that is counted.
   */
  constructor(
    core: Core,
    places: readonly Association[],
    answer: Answer,
    to: Answered,
    inbound: Inbound | undefined,
    verdicts: Float64Array,
  ) {
    this.places = places;
    this.answer = answer;
    this.to = to;
    this.inbound = inbound;
    this.verdicts = verdicts;
    this.credentials = new Credentials(core.authentication);
    this.suspicion = new Suspicion(core.sink, places.length);
  }

  /** Takes in what of a configuration concerns whom to hear. */
  configure(settings: NodeSettings): void {
    this.inbound?.configure(settings);
  }

  /** As `Engine.packet`, all but what follows from `hasNews`. Allocates nothing. */
  take(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const credentials = this.credentials;
    credentials.read(datagram, from);
    this.hasNews = false;
    if (link.kind === LinkKind.Exchange) return this.atExchange(link, datagram, from, arrivedAt, now);
    const inbound = this.inbound;
    if (inbound === undefined) {
      this.verdicts[Verdict.ServiceOff]++;
      return Verdict.ServiceOff;
    }
    const verdict = inbound.take(link, datagram, credentials, from, arrivedAt, now);
    this.hasNews = inbound.hasNews;
    if (inbound.isToObey) this.obey(inbound.claimed!, verdict, now);
    if (isObjection(verdict)) this.suspicion.note(inbound.claimed, from, credentials.keyId, verdict, now);
    return verdict;
  }

  /** `association` is about to leave the pool. */
  left(association: Association): void {
    this.suspicion.left(association);
  }

  /** What came in on a client's own socket. Allocates nothing. */
  private atExchange(
    link: Link,
    datagram: Datagram,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const association = this.places[link.index];
    association.received++;
    const credentials = this.credentials;
    const verdict =
      credentials.layout === Layout.Malformed
        ? Verdict.Malformed
        : this.answer.judge(association, datagram, credentials, from, arrivedAt, now);
    association.judged(verdict);
    if (verdict !== Verdict.Malformed) this.obey(association, verdict, now);
    if (isObjection(verdict)) this.suspicion.note(association, from, credentials.keyId, verdict, now);
    return verdict;
  }

  /** Allocates nothing. */
  private obey(association: Association, verdict: Verdict, now: Instant): void {
    const { broadcastClient, client, manycastClient, retire } = this.to;
    const answer = this.answer;
    const isVolley = association.settings!.kind === AssociationKind.BroadcastClient;
    const asker = isVolley ? broadcastClient! : client;
    switch (verdict) {
      case Verdict.Sampled:
        if (association.standing === Standing.Loop) association.standing = Standing.Unheard;
        asker.answered(association, now);
        break;
      case Verdict.SecondMoved:
        client.doubted(association, now);
        break;
      case Verdict.LeapSecondNear:
        client.mistimed(association);
        break;
      case Verdict.KissDenied:
        // Nobody configured it, and it does not want us.
        if (!isVolley && association.settings!.isDynamic) {
          manycastClient!.refused(association);
          retire(association);
        } else asker.kissed(association, verdict, answer.kissCode, now);
        break;
      case Verdict.KissRate:
      case Verdict.KissOther:
        asker.kissed(association, verdict, answer.kissCode, now);
        break;
      case Verdict.Loop:
        association.standing = Standing.Loop;
        // A peer that follows us answers as it should.
        if (isSymmetric(association.settings!.kind)) client.answered(association, now);
        else client.endExchange(association);
        break;
      default:
        if (!answer.isOurs) return;
        client.endExchange(association);
    }
    this.hasNews = true;
  }
}
