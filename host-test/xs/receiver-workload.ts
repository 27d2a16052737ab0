/**
 * A receiver's seconds on XS: what the meter is read around.
 *
 * The first command, "reader", "line" or "clock", makes that alone: sentences told apart and checked; that and when
 * their burst began; a reference clock with pulses, which makes a sample of each second. Then "fill N" writes what
 * the receiver says in N more seconds, "work N" has it heard, "rehearse N" only goes round as often; "collect"
 * collects what is garbage. Each answers how many sentences and how many octets a second has, and what came of all.
 */
import { GpsClock } from "../../src/refclock/gps-clock.js";
import { GpsCounts } from "../../src/refclock/gps-status.js";
import { ReceiverLine } from "../../src/refclock/receiver-line.js";
import { civilAt } from "../../src/time/civil-text.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Framing, NmeaReader } from "../../src/wire/nmea.js";
import { textOctets } from "../support/primitives-contract.js";
import { answerCommands, collect } from "./commands.js";

/** 31 December 2026, 12:00. */
const START = 4_007_707_200;
const BAUD = 115_200;
const TEXT_DELAY = 100 * MILLISECOND;
const SENTENCES = 4;

/** Takes the octets of a second, whose last came at `at`, and the pulse before them. */
type Listener = (octets: Uint8Array, pulseAt: Instant, at: Instant) => void;

class Workload {
  /** What came of all: sentences, or samples. */
  results = 0;
  octets = 0;
  #second = 0;
  #bursts: Uint8Array[] = [];
  readonly #pulseAt = new Instant();
  readonly #at = new Instant();
  readonly #listen: Listener;

  constructor(what: string) {
    this.#listen = what === "reader" ? this.#reader() : what === "line" ? this.#line() : this.#clock();
    this.fill(20);
    this.work(20);
    this.results = 0;
  }

  fill(count: number): void {
    this.#bursts = Array.from({ length: count }, (_, i) => textOctets(said(START + this.#second + i)));
    this.octets = this.#bursts[0].length;
  }

  work(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#pass();
      this.#listen(this.#bursts[i], this.#pulseAt, this.#at);
    }
  }

  rehearse(count: number): void {
    for (let i = 0; i < count; i++) this.#pass();
    this.#second -= count;
  }

  #pass(): void {
    this.#second++;
    this.#pulseAt.set(this.#second, 0);
    this.#at.copy(this.#pulseAt);
    this.#at.add(TEXT_DELAY + (this.octets * 10 * 1000 * MILLISECOND) / BAUD);
  }

  #reader(): Listener {
    const reader = new NmeaReader();
    return octets => {
      for (let i = 0; i < octets.length; i++) if (reader.take(octets[i]) === Framing.Whole) this.results++;
    };
  }

  #line(): Listener {
    const line = new ReceiverLine(BAUD, new GpsCounts(), {
      sentence: () => this.results++,
      frame: () => {},
    });
    return (octets, _, at) => line.heard(octets, octets.length, at);
  }

  #clock(): Listener {
    const clock = new GpsClock(
      { hasPulses: true, baud: BAUD, textDelay: TEXT_DELAY, pulseDelay: 0, taiOffsetSec: 37 },
      { sample: () => this.results++, leapKnown: () => {}, changed: () => {}, send: () => {} },
    );
    return (octets, pulseAt, at) => {
      clock.pulsed(pulseAt);
      clock.heard(octets, octets.length, at);
    };
  }
}

/** What is said in a second: as the receivers of the logs say it. */
function said(seconds: number): string {
  const { year, month, day, hour, minute, second } = civilAt(seconds);
  const time = `${two(hour)}${two(minute)}${two(second)}.000`;
  return [
    `GPGGA,${time},4404.1306,N,12118.8515,W,2,10,0.98,1127.7,M,-19.6,M,0000,0000`,
    "GPGSA,A,3,20,16,09,03,07,10,23,19,27,30,,,1.64,0.98,1.31",
    `GPRMC,${time},A,4404.1306,N,12118.8515,W,0.03,225.97,${two(day)}${two(month)}${two(year % 100)},,,D`,
    `GPZDA,${time},${two(day)},${two(month)},${year},,`,
  ]
    .map(body => `$${body}*${checksum(body)}\r\n`)
    .join("");
}

function checksum(body: string): string {
  const sum = textOctets(body).reduce((all, octet) => all ^ octet, 0);
  return sum.toString(16).toUpperCase().padStart(2, "0");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

let workload: Workload | undefined;

answerCommands(command => {
  const [verb, count] = command.split(" ");
  if (verb === "work") workload!.work(Number(count));
  else if (verb === "rehearse") workload!.rehearse(Number(count));
  else if (verb === "fill") workload!.fill(Number(count));
  else if (verb === "collect") collect();
  else workload = new Workload(verb);
  return `${SENTENCES} ${workload?.octets} ${workload?.results}`;
});
