/** The satellites above the horizon, as sentences tell of them a few at a time. Allocates nothing. */
import { type SatelliteView } from "./reference-clock.js";

/** Four systems have no more in view. */
const MOST = 64;

/** In seconds: receivers tell of each every five at the latest. */
const LIFETIME = 15;

export class Satellites implements SatelliteView {
  count = 0;
  readonly systems = new Uint8Array(MOST);
  readonly ids = new Uint16Array(MOST);
  readonly elevations = new Uint8Array(MOST);
  readonly azimuths = new Uint16Array(MOST);
  readonly signals = new Uint8Array(MOST);
  /** The second in which each was told of last. */
  readonly #toldAt = new Uint32Array(MOST);

  /** `nowSec`: of the counter. Of two signals of one satellite told in one second the stronger counts. */
  told(system: number, id: number, elevation: number, azimuth: number, signal: number, nowSec: number): void {
    const i = this.find(system, id);
    if (i === MOST) return;
    const isSameSecond = i < this.count && this.#toldAt[i] === nowSec;
    if (i === this.count) this.count++;
    this.systems[i] = system;
    this.ids[i] = id;
    this.elevations[i] = elevation;
    this.azimuths[i] = azimuth;
    this.signals[i] = isSameSecond ? Math.max(this.signals[i], signal) : signal;
    this.#toldAt[i] = nowSec;
  }

  /** Drops those of whom nothing was told lately. */
  expire(nowSec: number): void {
    for (let i = this.count - 1; i >= 0; i--)
      if (nowSec - this.#toldAt[i] > LIFETIME) this.move(--this.count, i);
  }

  private find(system: number, id: number): number {
    let i = 0;
    while (i < this.count && (this.ids[i] !== id || this.systems[i] !== system)) i++;
    return i;
  }

  private move(from: number, to: number): void {
    this.systems[to] = this.systems[from];
    this.ids[to] = this.ids[from];
    this.elevations[to] = this.elevations[from];
    this.azimuths[to] = this.azimuths[from];
    this.signals[to] = this.signals[from];
    this.#toldAt[to] = this.#toldAt[from];
  }
}
