/** The addon in `udp/`, where it was compiled, as the UDP of a node. */
import { createRequire } from "node:module";
import { NativeUdp, type NativeHearer, type UdpBinding } from "../../src/runtime/native-udp.js";
import { type Cast, type UdpPort } from "../../src/runtime/ports.js";
import { type Family } from "../../src/wire/address.js";
import { type Oscillator } from "./oscillator.js";
import { type PulseBinding } from "./pulses.js";
import { socketError } from "./socket-error.js";

/**
 * Half as many cost a fifth of the rate; with as many as a batch holds the first of a burst waits a quarter of
 * a millisecond while the code is still cold.
 */
const SENT_TOGETHER = 8;

type Port = { readonly kind: unique symbol };
type Handle = { readonly kind: unique symbol };
type Binding = UdpBinding<Port, Handle>;

interface Addon extends Omit<Binding, "allocate" | "open" | "sentTogether" | "soon">, PulseBinding {
  open(
    port: Port,
    family: Family,
    device: string,
    dscp: number,
    cast: Cast,
    received: NativeHearer["received"],
    failed: NativeHearer["failed"],
  ): Handle;
}

/** What the addon has for pulses; undefined where it was not compiled, or before it had that. */
export function addonPulses(): PulseBinding | undefined {
  const addon = loadAddon();
  return addon?.openPulse === undefined ? undefined : addon;
}

/** UDP by the addon; undefined where it was not compiled. */
export function addonUdp(oscillator: Oscillator): UdpPort | undefined {
  const addon = loadAddon();
  if (!addon) return undefined;
  const binding: Binding = {
    ...addon,
    sentTogether: SENT_TOGETHER,
    allocate: bytes => new ArrayBuffer(bytes),
    open: (port, family, device, dscp, cast, hearer) =>
      addon.open(
        port,
        family,
        device,
        dscp,
        cast,
        count => hearer.received(count),
        code => hearer.failed(code),
      ),
    soon: queueMicrotask,
  };
  return new NativeUdp(binding, oscillator, socketError);
}

function loadAddon(): Addon | undefined {
  try {
    return createRequire(import.meta.url)("@xs-ntp/udp") as Addon;
  } catch {
    return undefined;
  }
}
