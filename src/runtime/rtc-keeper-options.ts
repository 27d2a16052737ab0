/** What the keeper of the real-time clock works with. */
import { type Engine } from "../core/engine.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { type AlarmPort, type CounterPort, type StorePort } from "./ports.js";
import { type RtcBoot } from "./rtc-boot.js";

export interface RtcKeeperOptions {
  readonly chip: ClockChip;
  readonly boot: RtcBoot;
  readonly store: StorePort;
  readonly counter: CounterPort;
  readonly alarm: AlarmPort;
  readonly engine: Pick<Engine, "clock" | "rootDispersion" | "settings" | "system">;
}
