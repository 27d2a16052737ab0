/** What a console sees of the board's real-time clock. */
import { type ClockChip } from "../refclock/clock-chip.js";
import { type RtcBoot } from "./rtc-boot.js";
import { type RtcRecord } from "./rtc-record.js";

/** What can be seen of a real-time clock. */
export interface RtcStatus {
  readonly chip: ClockChip;
  /** Of the boot: how wrong the chip's time may have been, or why it was not taken. */
  readonly boot: Pick<RtcBoot, "error" | "doubt">;
  /** As it was last measured, or stored by an earlier run. */
  readonly record: RtcRecord;
  /** Measurements, settings and trimmings since the start. */
  readonly measurements: number;
  readonly settings: number;
  readonly trimmings: number;
  /** Why the chip could not be read or set the last time; empty: it could. */
  readonly trouble: string;
  /** Has it set by the clock, soon; answers false, and it is not, where the clock follows nobody else. */
  write(): boolean;
}
