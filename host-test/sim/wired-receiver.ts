/** A GPS receiver wired to a host of the world: its pulse begins each second, its text names it later. */
import { LineError, type PulseHandler, type SerialHandler } from "../../src/runtime/line-ports.js";
import { Civil } from "../../src/time/calendar.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { sentence } from "../support/receiver-words.js";
import { type Host } from "./host.js";

const OCTET_SEC = 10 / 9600;

/** As a u-blox on a table, its pulse taken by an interrupt of an ESP32. */
const TEXT_JITTER_SEC = 0.01;
const PULSE_DELAY_SEC = 2e-6;
const PULSE_JITTER_SEC = 5e-6;

export class WiredReceiver {
  hasFix = true;
  hasPulse = true;
  /** Whether its line is there to be opened. */
  isPlugged = true;
  /** From the second to the first octet. */
  textDelaySec = 0.3;
  /** Octets take no time, as over USB. */
  isInstant = false;
  #line: SerialHandler | undefined = undefined;
  #input: PulseHandler | undefined = undefined;

  constructor(readonly host: Host) {
    const chance = host.world.chance(`${host.name}: receiver`);
    host.serial = {
      open: (name, _baud, handler) => {
        if (!this.isPlugged) throw new LineError(`there is no serial line ${name}`);
        this.#line = handler;
        return { write: () => {}, close: () => void (this.#line = undefined) };
      },
    };
    host.pulses = {
      open: (_name, _edge, handler) => {
        this.#input = handler;
        return { close: () => void (this.#input = undefined) };
      },
    };
    host.world.eachSecond(second => {
      const pulse = PULSE_DELAY_SEC + PULSE_JITTER_SEC * chance.uniform();
      const text = this.#text(host.world.startSeconds + second);
      const begun = this.textDelaySec + TEXT_JITTER_SEC * chance.uniform();
      this.#later(pulse, at => this.hasPulse && this.#input?.pulsed(at));
      this.#later(begun + (this.isInstant ? 0 : text.length * OCTET_SEC), at =>
        this.#line?.received(text, text.length, at),
      );
    });
  }

  /** Its plug is pulled. */
  unplug(): void {
    this.isPlugged = false;
    this.#line?.failed("it is gone");
  }

  #later(afterSec: number, happen: (at: Instant) => void): void {
    const { host } = this;
    host.world.after(Math.round(afterSec * SECOND), () => {
      const at = new Instant();
      host.counter.read(at);
      happen(at);
    });
  }

  #text(seconds: number): Uint8Array {
    const civil = new Civil();
    civil.set(seconds);
    const two = (value: number): string => String(value % 100).padStart(2, "0");
    const time = `${two(civil.hour)}${two(civil.minute)}${two(civil.second)}.00`;
    const date = `${two(civil.day)}${two(civil.month)}${two(civil.year)}`;
    const place = this.hasFix ? "4404.1306,N,12118.8515,W" : ",,,";
    const rmc = sentence(`GPRMC,${time},${this.hasFix ? "A" : "V"},${place},,,${date},,,A`);
    const gga = sentence(`GPGGA,${time},${place},${this.hasFix ? "1,08" : "0,00"},0.98,,M,,M,,`);
    return Uint8Array.from([...rmc, ...gga]);
  }
}
