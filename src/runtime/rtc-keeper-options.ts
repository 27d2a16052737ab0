/** What the keeper of the real-time clock works with. */
import { type Carrier } from "../core/carrier.js";
import { type Engine } from "../core/engine.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { type AlarmPort, type CounterPort, type StorePort } from "./ports.js";
import { type RtcBoot } from "./rtc-boot.js";
import { type RtcInputs } from "./rtc-inputs.js";

export interface RtcKeeperOptions {
  readonly chip: ClockChip;
  readonly boot: RtcBoot;
  readonly store: StorePort;
  readonly counter: CounterPort;
  readonly alarm: AlarmPort;
  readonly inputs: RtcInputs;
  readonly engine: Pick<Engine, "clock" | "isTaught" | "rootDispersion" | "settings" | "system"> & {
    readonly carrier: Pick<Carrier, "remember">;
  };
}
