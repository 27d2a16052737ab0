/** The time of a computer as a board's: right, or as wrong as asked. */
import { BootClock } from "ntp/firmware/boot-clock";
import { Counter } from "ntp/firmware/counter";
import { type BootClockPort, type CounterPort } from "ntp/runtime/ports";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { Oscillator, type Wrong, WrongBootClock } from "./oscillator.js";

/** `wrong`; undefined: as right as the machine's. */
export function createTime(wrong: Wrong | undefined): {
  counter: CounterPort & MonotonicCounter;
  bootClock: BootClockPort;
} {
  const right = new Counter();
  if (wrong === undefined) return { counter: right, bootClock: new BootClock(right) };
  const counter = new Oscillator(right, wrong);
  return { counter, bootClock: new WrongBootClock(new BootClock(counter), wrong) };
}
