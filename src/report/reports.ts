/** All that a node reports of itself to others: told of everything that happens, it keeps the log. */
import { type Association } from "../core/association.js";
import { type Happening } from "../core/happening.js";
import { Timestamp } from "../time/moment.js";
import { mnemonicOf, severityOf } from "./event.js";
import { EventText } from "./event-text.js";
import { Log } from "./log.js";
import { NO_REPORTS, type ReportSettings } from "./settings.js";
import { type Reported } from "./surroundings.js";

export class Reports {
  readonly log: Log;
  readonly #reported: Reported;
  readonly #texts: EventText;
  readonly #now = new Timestamp();
  #settings: ReportSettings = NO_REPORTS;

  /** `capacity`: how many lines the log keeps. */
  constructor(reported: Reported, capacity: number) {
    this.log = new Log(capacity);
    this.#reported = reported;
    this.#texts = new EventText(reported.system);
  }

  configure(settings: ReportSettings): void {
    this.#settings = settings;
  }

  /** Takes in what happened; the arguments are a `Listener`'s. */
  take(happening: Happening, association: Association | undefined, value: number, why: string): void {
    const { vendor, logs } = this.#settings;
    const text = this.#texts.of(vendor, happening, association, value, why);
    if (!logs || text === undefined) return;
    this.#reported.time(this.#now);
    const isTimeKnown = !this.#reported.system.reference.isZero();
    this.log.write(
      severityOf(happening, vendor),
      mnemonicOf(happening, vendor),
      text,
      this.#now,
      isTimeKnown,
    );
  }
}
