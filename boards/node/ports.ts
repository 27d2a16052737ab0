/** The ports of a computer with Node. */
import { type Ports, type UdpPort } from "../../src/runtime/ports.js";
import { addonPulses, addonUdp } from "./addon-udp.js";
import { Alarm } from "./alarm.js";
import { BootClock } from "./boot-clock.js";
import { Chance } from "./chance.js";
import { DgramUdp } from "./dgram-udp.js";
import { Interfaces } from "./interfaces.js";
import { Names } from "./names.js";
import { Oscillator } from "./oscillator.js";
import { NodePrimitives } from "./primitives.js";
import { Pulses } from "./pulses.js";
import { Serial } from "./serial.js";
import { Store } from "./store.js";

/** `native` is the addon, `dgram` Node's own sockets. */
export type UdpKind = "native" | "dgram";

export interface NodePortsOptions {
  /** Where what `save` stores lives; made at the first write. Default `.xs-ntp`. */
  readonly stateDirectory?: string;
  /** How much faster than the machine's clock the board's counter runs. Default 0. */
  readonly oscillatorPpm?: number;
  /** How far ahead of the machine's clock the board's clock is at boot. Default 0. */
  readonly bootOffsetSec?: number;
  /** Console names of network devices, by device: `eth0` → `Vlan-interface2`. */
  readonly interfaceNames?: ReadonlyMap<string, string>;
  /** Devices of serial lines and of inputs for pulses, by console name. */
  readonly serialDevices?: ReadonlyMap<string, string>;
  readonly pulseDevices?: ReadonlyMap<string, string>;
  /** Default: the environment's XS_NTP_UDP, else the addon where it was compiled. */
  readonly udp?: UdpKind;
}

/** The UDP that was asked for by name is not to be had. */
export class NoAddonError extends Error {
  override readonly name = "NoAddonError";
}

/** Throws `NoAddonError`. */
export function nodePorts(options: NodePortsOptions = {}): Ports {
  const oscillator = new Oscillator(options.oscillatorPpm);
  return {
    counter: oscillator,
    alarm: new Alarm(oscillator),
    chance: new Chance(),
    bootClock: new BootClock(oscillator, options.bootOffsetSec),
    udp: chooseUdp(options.udp ?? process.env.XS_NTP_UDP, oscillator),
    names: new Names(),
    interfaces: new Interfaces(options.interfaceNames),
    store: new Store(options.stateDirectory ?? ".xs-ntp"),
    primitives: new NodePrimitives(),
    serial: new Serial(options.serialDevices ?? new Map(), oscillator),
    pulses: new Pulses(options.pulseDevices ?? new Map(), addonPulses(), oscillator),
  };
}

function chooseUdp(kind: string | undefined, oscillator: Oscillator): UdpPort {
  switch (kind) {
    case "dgram":
      return new DgramUdp(oscillator);
    case "native": {
      const udp = addonUdp(oscillator);
      if (!udp)
        throw new NoAddonError("the UDP addon is not compiled: npm rebuild @xs-ntp/udp, or choose dgram");
      return udp;
    }
    case undefined:
    case "":
      return addonUdp(oscillator) ?? new DgramUdp(oscillator);
    default:
      throw new NoAddonError(`XS_NTP_UDP is "${kind}" but must be native or dgram`);
  }
}
