/** The ports of the SDK's Linux target. */
import { type Ports } from "ntp/runtime/ports";
import { SdkPrimitives } from "ntp/firmware/primitives";
import { Alarm } from "./alarm.js";
import { BootClock } from "./boot-clock.js";
import { Chance } from "./chance.js";
import { Counter } from "./counter.js";
import { Interfaces } from "./interfaces.js";
import { Names } from "./names.js";
import { Store } from "./store.js";
import { createUdp } from "./udp.js";

/** `interfaceNames`: console names of network devices, by device. */
export function createPorts(stateDirectory: string, interfaceNames: ReadonlyMap<string, string>): Ports {
  const counter = new Counter();
  return {
    counter,
    alarm: new Alarm(counter),
    chance: new Chance(),
    bootClock: new BootClock(counter),
    udp: createUdp(counter),
    names: new Names(),
    interfaces: new Interfaces(interfaceNames),
    store: new Store(stateDirectory),
    primitives: new SdkPrimitives(),
  };
}
