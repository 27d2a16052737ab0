/** The ports of the SDK's Linux target. */
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { type BootClockPort, type CounterPort, type Ports } from "ntp/runtime/ports";
import { Alarm } from "ntp/firmware/alarm";
import { BootClock } from "ntp/firmware/boot-clock";
import { Chance } from "ntp/firmware/chance";
import { Counter } from "ntp/firmware/counter";
import { Interfaces } from "ntp/firmware/interfaces";
import { Load } from "ntp/firmware/load";
import { Names } from "ntp/firmware/names";
import { SdkPrimitives } from "ntp/firmware/primitives";
import { createUdp } from "ntp/firmware/udp";
import { Store } from "./store.js";

/** As on Node: one call of the system for each would cost a fifth of the rate and more. */
const SENT_TOGETHER = 8;

/** `interfaceNames`: console names of network devices, by device. */
export function createPorts(
  stateDirectory: string,
  interfaceNames: ReadonlyMap<string, string>,
  counter: CounterPort & MonotonicCounter = new Counter(),
  bootClock: BootClockPort = new BootClock(counter),
  load = new Load(counter),
): Ports {
  return {
    counter,
    alarm: new Alarm(counter, load),
    chance: new Chance(),
    bootClock,
    udp: createUdp(counter, load, SENT_TOGETHER),
    names: new Names(),
    interfaces: new Interfaces(interfaceNames),
    store: new Store(stateDirectory),
    primitives: new SdkPrimitives(),
  };
}
