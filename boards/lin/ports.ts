/** The ports of the SDK's Linux target. */
import { type Ports } from "ntp/runtime/ports";
import { Alarm } from "ntp/firmware/alarm";
import { BootClock } from "ntp/firmware/boot-clock";
import { Chance } from "ntp/firmware/chance";
import { Counter } from "ntp/firmware/counter";
import { Interfaces } from "ntp/firmware/interfaces";
import { Names } from "ntp/firmware/names";
import { SdkPrimitives } from "ntp/firmware/primitives";
import { createUdp } from "ntp/firmware/udp";
import { Oscillator, type Wrong, WrongBootClock } from "./oscillator.js";
import { Store } from "./store.js";

/** `interfaceNames`: console names of network devices, by device. `wrong`: undefined: the clock is right. */
export function createPorts(
  stateDirectory: string,
  interfaceNames: ReadonlyMap<string, string>,
  wrong: Wrong | undefined,
): Ports {
  const right = new Counter();
  const counter = wrong ? new Oscillator(right, wrong) : right;
  const bootClock = new BootClock(counter);
  return {
    counter,
    alarm: new Alarm(counter),
    chance: new Chance(),
    bootClock: wrong ? new WrongBootClock(bootClock, wrong) : bootClock,
    udp: createUdp(counter),
    names: new Names(),
    interfaces: new Interfaces(interfaceNames),
    store: new Store(stateDirectory),
    primitives: new SdkPrimitives(),
  };
}
