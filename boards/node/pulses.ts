/** Pulses by their devices, as in /dev/pps0, which Linux stamps: by the addon in `udp/`. */
import { type Edge } from "../../src/core/clock-settings.js";
import {
  LineError,
  type PulseHandler,
  type PulseInput,
  type PulsePorts,
} from "../../src/runtime/line-ports.js";
import { Instant } from "../../src/time/moment.js";
import { type Oscillator } from "./oscillator.js";

type Handle = { readonly kind: unique symbol };

/** What the addon has for them. */
export interface PulseBinding {
  /** `told` gets the machine's monotonic clock, and why there are no more; throws an `Error` of the system. */
  openPulse(
    device: string,
    edge: Edge,
    told: (seconds: number, nanoseconds: number, why: string) => void,
  ): Handle;
  closePulse(handle: Handle): void;
}

export class Pulses implements PulsePorts {
  /** `devices`: by console name; `binding`: undefined where the addon is not compiled. */
  constructor(
    readonly devices: ReadonlyMap<string, string>,
    readonly binding: PulseBinding | undefined,
    readonly oscillator: Pick<Oscillator, "convert">,
  ) {}

  open(name: string, edge: Edge, handler: PulseHandler): PulseInput {
    const { binding, oscillator } = this;
    const device = this.devices.get(name);
    if (device === undefined) throw new LineError(`there is no input ${name}`);
    if (binding === undefined) throw new LineError("pulses take the addon, which is not compiled");
    const at = new Instant();
    try {
      const handle = binding.openPulse(device, edge, (seconds, nanoseconds, why) => {
        if (why !== "") return handler.failed(`${device}: ${why}`);
        oscillator.convert(seconds, nanoseconds, at);
        handler.pulsed(at);
      });
      return { close: () => binding.closePulse(handle) };
    } catch (error) {
      throw new LineError(`${device}: ${(error as Error).message}`, { cause: error });
    }
  }
}
