/**
 * All that a node reports of itself to others: told of everything that happens, it keeps the log, sends it to
 * log hosts, and remembers the last losses of synchronization.
 */
import { type Association } from "../core/association.js";
import { type Happening } from "../core/happening.js";
import { Timestamp } from "../time/moment.js";
import { Debugging, Topic, type Watched } from "./debugging.js";
import { mnemonicOf, moduleOf, severityOf } from "./event.js";
import { EventText } from "./event-text.js";
import { LogDelivery } from "./log-delivery.js";
import { Log } from "./log.js";
import { Losses } from "./losses.js";
import { OffsetLimit } from "./offset-limit.js";
import { NO_REPORTS, type ReportSettings } from "./settings.js";
import { type Post, type Reported, type Waits } from "./surroundings.js";

export interface ReportsOptions {
  readonly reported: Reported;
  readonly post: Post;
  readonly waits: Waits;
  /** What the node does is seen by its `watch`; undefined: by nobody. */
  readonly watched: Watched;
  /** How many lines the log keeps. */
  readonly capacity: number;
}

export class Reports {
  readonly log: Log;
  readonly debugging: Debugging;
  readonly delivery: LogDelivery;
  readonly losses = new Losses();
  private readonly reported: Reported;
  private readonly texts: EventText;
  private readonly offsets = new OffsetLimit();
  private readonly now = new Timestamp();
  private current: ReportSettings = NO_REPORTS;

  constructor({ reported, post, waits, watched, capacity }: ReportsOptions) {
    this.log = new Log(capacity);
    this.debugging = new Debugging(reported, watched);
    this.delivery = new LogDelivery(this.log, post, waits);
    this.reported = reported;
    this.texts = new EventText(reported.system);
  }

  get settings(): ReportSettings {
    return this.current;
  }

  configure(settings: ReportSettings): void {
    this.current = settings;
    this.offsets.configure(settings.offsetLogMs);
    this.delivery.configure(settings);
  }

  /** Takes in what happened; the arguments are a `Listener`'s. */
  take(happening: Happening, association: Association | undefined, value: number, why: string): void {
    this.reported.time(this.now);
    this.losses.take(happening, association, value, this.now);
    const isTold = this.offsets.tells(happening, value);
    const { vendor, logs } = this.current;
    if (!logs && !this.debugging.tells(Topic.Event))
      return this.texts.remember(happening, association, value);
    const text = this.texts.of(vendor, happening, association, value, why);
    if (text === undefined) return;
    this.debugging.happened(text);
    if (!logs || !isTold) return;
    const isTimeKnown = !this.reported.system.reference.isZero();
    const severity = severityOf(happening, vendor);
    const module = moduleOf(happening, vendor);
    this.log.write(severity, mnemonicOf(happening, vendor), text, this.now, isTimeKnown, module);
  }
}
