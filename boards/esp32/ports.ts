/** The ports of an ESP32. */
import { type Ports } from "ntp/runtime/ports";
import { Alarm } from "ntp/firmware/alarm";
import { BootClock } from "ntp/firmware/boot-clock";
import { Chance } from "ntp/firmware/chance";
import { Counter } from "ntp/firmware/counter";
import { Interfaces } from "ntp/firmware/interfaces";
import { Load } from "ntp/firmware/load";
import { Names } from "ntp/firmware/names";
import { SdkPrimitives } from "ntp/firmware/primitives";
import { createUdp } from "ntp/firmware/udp";
import { LeaseNames } from "./lease-names.js";
import { Store } from "./store.js";

class Network {
  /** lwIP's task begins: before that nothing may ask it for anything. */
  static start(): void {
    return native("xs_esp32_start_network").call(this) as void;
  }

  /** Datagrams that came faster than they were taken, since the start. */
  static dropped(): number {
    return native("xs_esp32_udp_dropped").call(this) as number;
  }
}

/** An answer takes milliseconds to make, and nothing is saved by sending several: a task is switched to. */
const SENT_TOGETHER = 1;

/** They know more than others need. */
export interface OwnPorts extends Ports {
  readonly counter: Counter;
  readonly load: Load;
  readonly store: Store;
}

/** `interfaceNames`: console names of network devices, by device. */
export function createPorts(interfaceNames: ReadonlyMap<string, string>): OwnPorts {
  Network.start();
  const counter = new Counter();
  const load = new Load(counter, () => Network.dropped());
  return {
    counter,
    load,
    alarm: new Alarm(counter, load),
    chance: new Chance(),
    bootClock: new BootClock(counter),
    udp: createUdp(counter, load, SENT_TOGETHER),
    names: new LeaseNames(new Names()),
    interfaces: new Interfaces(interfaceNames),
    store: new Store(),
    primitives: new SdkPrimitives(),
  };
}
