/** How the board stays connected: a network interface, and time, that the test is master of. */
import assert from "node:assert/strict";
import { Uplink } from "../../../boards/esp32/uplink.js";

const LOST = 200;
const ASSOCIATED = 400;
const HAS_ADDRESS = 500;

class World {
  readonly log: string[] = [];
  nowMs = 0;
  connection = LOST;
  address: string | undefined = undefined;
  readonly uplink = new Uplink(
    "Wi-Fi",
    this,
    (delayMs, task) => this.#wait(delayMs, task),
    line => this.#note(line),
  );
  #due: { readonly atMs: number; readonly task: () => void }[] = [];

  connect(): void {
    this.#note("connect");
  }

  disconnect(): void {
    this.#note("disconnect");
  }

  becomes(connection: number): void {
    this.connection = connection;
    if (connection === HAS_ADDRESS) this.address = "192.0.2.7";
    else if (connection === LOST) this.address = undefined;
    this.uplink.changed();
  }

  pass(ms: number): void {
    const endMs = this.nowMs + ms;
    for (;;) {
      const [next] = this.#due.filter(({ atMs }) => atMs <= endMs).sort((one, two) => one.atMs - two.atMs);
      if (!next) break;
      this.#due = this.#due.filter(each => each !== next);
      this.nowMs = next.atMs;
      next.task();
    }
    this.nowMs = endMs;
  }

  #wait(delayMs: number, task: () => void): () => void {
    const wait = { atMs: this.nowMs + delayMs, task };
    this.#due.push(wait);
    return () => (this.#due = this.#due.filter(each => each !== wait));
  }

  #note(what: string): void {
    this.log.push(`${this.nowMs / 1000} ${what}`);
  }
}

describe("a board's way into the network", () => {
  let world: World;

  beforeEach(() => {
    world = new World();
    world.uplink.connect();
  });

  it("is left in peace once it has an address", () => {
    world.pass(3000);
    world.becomes(ASSOCIATED);
    world.becomes(HAS_ADDRESS);
    world.becomes(HAS_ADDRESS);
    world.pass(86_400_000);
    assert.deepEqual(world.log, ["0 connect", "3 Wi-Fi has the address 192.0.2.7"]);
  });

  it("is tried less and less often where nobody answers, once a minute at last", () => {
    const pausesSec: number[] = [];
    for (let i = 1; i <= 9; i++) {
      const beforeMs = world.nowMs;
      world.becomes(LOST);
      while (world.log.length === i) world.pass(1000);
      pausesSec.push((world.nowMs - beforeMs) / 1000);
    }
    assert.deepEqual(pausesSec, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it("is tried anew where there is a connection but no address", () => {
    world.becomes(ASSOCIATED);
    world.pass(21_000);
    assert.deepEqual(world.log, ["0 connect", "20 disconnect", "21 connect"]);
  });

  it("is left in peace where there is an address of IPv6 alone", () => {
    world.becomes(ASSOCIATED);
    world.address = "2001:db8::7";
    world.becomes(ASSOCIATED);
    world.pass(86_400_000);
    assert.deepEqual(world.log, ["0 connect", "20 Wi-Fi has the address 2001:db8::7"]);
    world.becomes(LOST);
    world.pass(1000);
    assert.deepEqual(world.log.slice(2), ["86400 Wi-Fi has no connection", "86401 connect"]);
  });

  it("is told of when it is lost and when it is back, and is then tried soon again", () => {
    world.becomes(HAS_ADDRESS);
    world.pass(100_000);
    world.becomes(LOST);
    world.becomes(LOST);
    world.pass(5000);
    world.becomes(HAS_ADDRESS);
    world.becomes(LOST);
    world.pass(1000);
    assert.deepEqual(world.log, [
      "0 connect",
      "0 Wi-Fi has the address 192.0.2.7",
      "100 Wi-Fi has no connection",
      "102 connect",
      "105 Wi-Fi has the address 192.0.2.7",
      "105 Wi-Fi has no connection",
      "106 connect",
    ]);
  });
});
