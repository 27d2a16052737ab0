/**
 * The serial line of a receiver: sentences and frames one after the other, and when the burst began that each
 * is part of. The receiver begins a burst at the same time of every second, but how much it says before it
 * names the second differs: the satellites in view come and go. Allocates nothing.
 */
import { MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { Framing, NmeaReader } from "../wire/nmea.js";
import { SYNC_1, UbxReader } from "../wire/ubx.js";
import { TIM_TP } from "../wire/ubx-messages.js";
import { type GpsCounts } from "./gps-status.js";

/** Start bit, eight of data, stop bit. */
const BITS = 10;

/** A silence as long as this is between bursts. */
const GAP: Q32 = 50 * MILLISECOND;

/** After a silence as long as this what had begun will not go on. */
const CUT: Q32 = SECOND / 2;

/** A line without silences: its bursts cannot be told apart, and one is no older than this. */
const LONGEST: Q32 = 900 * MILLISECOND;

const DOLLAR = 0x24;

/** Takes what the line brings; instants and readers hold until it returns. */
export interface LineSink {
  sentence(reader: NmeaReader, burstAt: Instant, now: Instant): void;
  frame(reader: UbxReader, burstAt: Instant, now: Instant): void;
}

export class ReceiverLine {
  /**
   * By how much later than reckoned the burst may have begun: what came with its first octet at once may have
   * taken no time, on a line that only seems to be one, as a USB receiver's or a pseudo-terminal.
   */
  burstDoubt: Q32 = 0;
  readonly #octetTime: Q32;
  readonly #counts: GpsCounts;
  readonly #sink: LineSink;
  readonly #nmea = new NmeaReader();
  readonly #ubx = new UbxReader();

  readonly #heardAt = new Instant();
  /** When the first octet came of the burst, and of the sentence or frame; when the one before it ended. */
  readonly #burstAt = new Instant();
  readonly #begunAt = new Instant();
  readonly #endedAt = new Instant();
  #isBurstOver = true;
  /** A frame has begun, or may have. */
  #isFrame = false;

  /** `baud`: bits a second. */
  constructor(baud: number, counts: GpsCounts, sink: LineSink) {
    this.#octetTime = Math.round((BITS * SECOND) / baud);
    this.#counts = counts;
    this.#sink = sink;
  }

  /** The first `length` octets have arrived, the last of them at `at`. */
  heard(octets: Uint8Array, length: number, at: Instant): void {
    this.#counts.octets += length;
    if (at.since(this.#heardAt) - (length - 1) * this.#octetTime >= CUT) this.cut();
    this.#heardAt.copy(at);
    for (let i = 0; i < length; i++) {
      const octet = octets[i];
      if (this.#isFrame || octet === SYNC_1) this.takeFrame(octet, length - 1 - i, at);
      else this.takeText(octet, length - 1 - i, at);
    }
  }

  /** `after`: octets that came after this one, the last at `at`. */
  private takeFrame(octet: number, after: number, at: Instant): void {
    const ubx = this.#ubx;
    const wasInside = ubx.isInside;
    const framing = ubx.take(octet);
    this.#isFrame = !ubx.isIdle;
    if (wasInside) {
      if (framing !== Framing.Open) this.frameEnded(framing, after, at);
    } else if (ubx.isInside) {
      this.tell(this.#nmea.cut());
      this.begin(after + 1, at);
    } else this.takeText(octet, after, at);
  }

  private takeText(octet: number, after: number, at: Instant): void {
    const verdict = this.#nmea.take(octet);
    if (octet === DOLLAR) this.begin(after, at);
    if (verdict !== Framing.Open) this.sentenceEnded(verdict, after, at);
  }

  private begin(after: number, at: Instant): void {
    const begunAt = this.#begunAt;
    begunAt.copy(at);
    begunAt.add(-after * this.#octetTime);
    const isOver = this.#isBurstOver || begunAt.since(this.#endedAt) >= GAP;
    if (!isOver && begunAt.since(this.#burstAt) < LONGEST) return;
    this.#burstAt.copy(begunAt);
    this.burstDoubt = after * this.#octetTime;
    this.#isBurstOver = false;
  }

  private sentenceEnded(framing: Framing, after: number, at: Instant): void {
    this.end(framing, after, at);
    if (framing !== Framing.Whole) return;
    this.#counts.sentences++;
    this.#sink.sentence(this.#nmea, this.#burstAt, at);
  }

  private frameEnded(framing: Framing, after: number, at: Instant): void {
    this.end(framing, after, at);
    if (framing !== Framing.Whole) return;
    this.#counts.frames++;
    this.#sink.frame(this.#ubx, this.#burstAt, at);
    // It comes when the pulse is set up, not with what is said of the second.
    if (this.#ubx.message === TIM_TP) this.#isBurstOver = true;
  }

  private end(framing: Framing, after: number, at: Instant): void {
    this.tell(framing);
    this.#endedAt.copy(at);
    this.#endedAt.add(-after * this.#octetTime);
  }

  private cut(): void {
    this.tell(this.#nmea.cut());
    this.tell(this.#ubx.cut());
    this.#isFrame = false;
  }

  private tell(framing: Framing): void {
    if (framing === Framing.BadChecksum) this.#counts.badChecksums++;
    if (framing === Framing.Broken) this.#counts.broken++;
  }
}
