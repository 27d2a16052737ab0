/** The time of a notification, as RFC 5907 has it: the NTP date format of RFC 5905 section 6, 128 bits. */
import { eraSeconds } from "../time/calendar.js";
import { Timestamp } from "../time/moment.js";
import { type NotificationWriter } from "../wire/snmp.js";
import { type Reported } from "./surroundings.js";
import { NTPV4_MIB } from "./trap-names.js";

const LENGTH = 16;
// Of its parts.
const ERA = 0;
const SECONDS = 4;
const FRACTION = 8;

/** Of the era 0 began in 1900. */
const ERA_SECONDS = 0x1_0000_0000;

const UNKNOWN = 0;

export class TrapDate {
  private readonly reported: Pick<Reported, "system" | "time">;
  private readonly time = new Timestamp();
  private readonly octets = new Uint8Array(LENGTH);
  private readonly view = new DataView(this.octets.buffer);

  constructor(reported: Pick<Reported, "system" | "time">) {
    this.reported = reported;
  }

  /** Writes what the clock shows; no octets as long as no source has set it. */
  write(writer: NotificationWriter): void {
    const isKnown = !this.reported.system.reference.isZero();
    if (isKnown) this.fill();
    writer.octets(`${NTPV4_MIB.ntpEntStatusDateTime}.0`, this.octets, isKnown ? LENGTH : UNKNOWN);
  }

  private fill(): void {
    const time = this.time;
    this.reported.time(time);
    this.view.setInt32(ERA, Math.floor(eraSeconds(time.seconds) / ERA_SECONDS));
    this.view.setUint32(SECONDS, time.seconds);
    this.view.setUint32(FRACTION, time.fraction);
  }
}
