import assert from "node:assert/strict";
import { ThermalRecord } from "../../src/core/crystal.js";
import { DEGREE } from "../../src/core/temperature.js";
import { Thermal } from "../../src/core/thermal.js";
import { FINE, PPM, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

const STEP = 64;
const DAY = 86_400;

/** A crystal in a room, with a thermometer and a clock that is always put right. */
class Room {
  readonly thermal = new Thermal();
  readonly now = new Instant();
  /** How often it was found worth following. */
  found = 0;
  /** What the clock was made to follow, in ppm. */
  followed = 0;
  #second = 0;
  #needed = 0;

  /** `degrees` at a second, and the `ppm` that the crystal needs then. */
  constructor(
    readonly degrees: (second: number) => number,
    readonly ppm: (degrees: number) => number,
  ) {}

  run(seconds: number): this {
    const end = this.#second + seconds;
    for (; this.#second < end; this.#second += STEP) {
      this.now.set(this.#second, 0);
      this.read(this.degrees(this.#second));
      if (this.#second % 256 === 0 && this.thermal.learn(this.#second, Math.round(this.#needed), this.now))
        this.found++;
      this.#needed += this.ppm(this.degrees(this.#second)) * PPM * STEP;
    }
    return this;
  }

  read(degrees: number): number {
    const turned = this.thermal.read(Math.round(degrees * DEGREE), this.now) / PPM;
    this.followed += turned;
    return turned;
  }
}

const daily = (second: number): number => 22 + 6 * Math.sin((second / DAY) * 2 * Math.PI);
const parabola = (degrees: number): number => 12 - 0.04 * (degrees - 20) * (degrees - 20);

const settled = (room: Room, degrees: number): void => {
  for (let i = 0; i < 40; i++) room.read(degrees);
};

describe("thermal compensation", () => {
  it("begins once the temperature explains the frequency, and then follows it", () => {
    const room = new Room(daily, parabola).run(0.5 * DAY);
    assert.equal(room.found, 0);
    assert.equal(room.followed, 0);
    room.run(3 * DAY);
    assert.equal(room.found, 1);
    assert.equal(room.thermal.isFollowing, true);
    settled(room, 18);
    const before = room.followed;
    settled(room, 27);
    assert.ok(
      Math.abs(room.followed - before - (parabola(27) - parabola(18))) < 0.1,
      `${room.followed - before}`,
    );
  });

  it("does not where it does not, or where there is nothing to see", () => {
    for (const room of [new Room(daily, () => 12), new Room(() => 22, parabola)]) {
      room.run(4 * DAY);
      assert.equal(room.thermal.isFollowing, false);
      assert.equal(room.followed, 0);
    }
  });

  it("ends when it no longer does", () => {
    let isBroken = false;
    const room = new Room(daily, degrees =>
      isBroken ? 12 + 2 * Math.sin(degrees * 1e6) : parabola(degrees),
    );
    room.run(4 * DAY);
    assert.equal(room.thermal.isFollowing, true);
    isBroken = true;
    room.run(10 * DAY);
    assert.equal(room.thermal.isFollowing, false);
    assert.equal(room.found, 2, "of which is told, too");
  });

  it("smooths coarse readings, and goes no farther than two degrees beyond what it has seen", () => {
    const room = new Room(daily, parabola).run(4 * DAY);
    settled(room, 25);
    const whole = parabola(27) - parabola(25);
    const first = room.read(27);
    assert.ok(Math.abs(first - whole / 4) < Math.abs(whole) / 20, `${first} of ${whole}`);
    settled(room, 30);
    const before = room.followed;
    settled(room, 60);
    assert.ok(Math.abs(room.followed - before) < 0.1, `${room.followed - before} ppm`);
  });

  it("asks for the temperature every 64 s, once it was told one", () => {
    const { thermal, now } = new Room(daily, parabola);
    assert.equal(thermal.isReading, false);
    now.set(1000, 0);
    thermal.read(20 * DEGREE, now);
    assert.equal(thermal.isReading, true);
    assert.equal(thermal.readAt.since(now), 64 * SECOND);
  });

  it("costs nothing without a thermometer", () => {
    const { thermal, now } = new Room(daily, parabola);
    for (let at = 0; at < DAY; at += 256) assert.equal(thermal.learn(at, at, now), false);
    assert.equal(thermal.isReading, false);
  });

  it("begins a window anew when the clock was stepped", () => {
    const room = new Room(daily, parabola).run(4 * DAY);
    const record = new ThermalRecord();
    room.thermal.remember(record);
    const { slope, curve } = record;
    room.now.add(STEP * SECOND);
    room.thermal.learn(0, 0, room.now);
    room.now.add(500 * SECOND);
    room.thermal.learn(500, 500 * 400 * PPM, room.now);
    room.thermal.remember(record);
    assert.deepEqual([record.slope, record.curve], [slope, curve]);
    room.now.add(600 * SECOND);
    room.thermal.learn(1100, 1100 * 400 * PPM, room.now);
    room.thermal.remember(record);
    assert.notDeepEqual([record.slope, record.curve], [slope, curve], "the new window is over");
  });

  it("goes on after a restart, at another temperature, as if it had never ended", () => {
    const room = new Room(daily, parabola).run(4 * DAY);
    settled(room, 18);
    const record = new ThermalRecord();
    room.thermal.remember(record);
    assert.ok(record.isKnown);
    assert.ok(Math.abs(record.reading - 18 * DEGREE) <= 2);
    const slopeAt25 = record.slope / FINE / PPM / 16;
    assert.ok(Math.abs(slopeAt25 - -0.4) < 0.05, `${slopeAt25} ppm a degree`);
    const again = new Room(daily, parabola);
    again.thermal.restore(record);
    const turned = again.read(20);
    assert.ok(Math.abs(turned - (parabola(20) - parabola(18))) < 0.1, `${turned}`);
  });
});
