/**
 * Keys kept busy on XS: what the meter is read around.
 *
 * The first command, "hollow MODE" or "pure MODE", makes a full ring, its last key of that mode, over primitives that
 * do nothing or over JavaScript's. Then "work N" finds the key, ends a packet of version 4 with its MAC and verifies
 * that, N times; "rehearse N" only goes round as often; "collect" collects what is garbage.
 */
import { PlatformCodes } from "../../src/core/codes.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { KeyRing, MAX_KEYS } from "../../src/core/key-ring.js";
import { type Primitives } from "../../src/crypto/primitives.js";
import { Datagram } from "../../src/wire/datagram.js";
import { clearHeader, HEADER_LENGTH, Mode, setFirst } from "../../src/wire/header.js";
import { Trailer } from "../../src/wire/trailer.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { answerCommands, collect } from "./commands.js";
import { HOLLOW } from "./hollow-primitives.js";

class Workload {
  readonly #ring: KeyRing;
  readonly #datagram = new Datagram();
  readonly #trailer = new Trailer();

  constructor(mode: KeyMode, primitives: Primitives) {
    this.#ring = new KeyRing(new PlatformCodes(primitives));
    const secret = new Uint8Array(mode === KeyMode.Aes256Cmac ? 32 : 16).fill(7);
    const keys = Array.from({ length: MAX_KEYS - 1 }, (_, i) => ({ id: i + 1, mode: KeyMode.Md5, secret }));
    this.#ring.configure([...keys, { id: MAX_KEYS, mode, secret }]);
    clearHeader(this.#datagram);
    setFirst(this.#datagram, 0, 4, Mode.Client);
    this.work(1);
  }

  work(count: number): void {
    for (let i = 0; i < count; i++) {
      const key = this.#ring.find(MAX_KEYS)!;
      this.#datagram.length = HEADER_LENGTH;
      this.#ring.mac(this.#datagram, key);
      if (i === 0) this.#trailer.read(this.#datagram);
      if (!this.#ring.verify(this.#datagram, this.#trailer, key)) throw new Error("not verified");
    }
  }

  rehearse(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#datagram.length = HEADER_LENGTH;
      if (i === 0) this.#trailer.read(this.#datagram);
    }
  }
}

let workload: Workload | undefined;

answerCommands(command => {
  const [verb, count] = command.split(" ");
  if (verb === "work") workload!.work(Number(count));
  else if (verb === "rehearse") workload!.rehearse(Number(count));
  else if (verb === "collect") collect();
  else workload = new Workload(Number(count), verb === "pure" ? new PurePrimitives() : HOLLOW);
  return "";
});
