/** An ESP32 as the firmware's board: what differs between builds is in the manifest's `config`. */
import Serial from "embedded:io/serial";
import SMBus from "embedded:io/smbus";
import config from "mc/config";
import Timer from "timer";
import { type DialectName } from "ntp/config/dialect";
import { SavedConfiguration, STARTUP_CONFIGURATION } from "ntp/config/saved-configuration";
import { type Board } from "ntp/firmware/board";
import { DRIFT } from "ntp/runtime/drift";
import { RTC } from "ntp/runtime/rtc-record";
import { describe, keepAwake } from "ntp/esp32/health";
import { watchOverload } from "ntp/esp32/overload";
import { type ReceiverPlace, receiverPorts } from "ntp/esp32/receiver-lines";
import { powerReceiver, type PowerBusClass } from "ntp/esp32/receiver-power";
import { type ClockPlace, openClock } from "ntp/esp32/real-time-clock";
import { openSerial, type SerialPlace, type TerminalClass } from "ntp/esp32/serial-terminal";
import { SystemTime } from "ntp/esp32/system-time";
import { openPorts, tell } from "ntp/ports";

/** Associations where the board's folder says nothing: what fits into the memory of a plain ESP32. */
const CAPACITY = 8;

/** Time to read why there is no node. */
const ANEW_MS = 10_000;

/** What of the manifests' `config` is ours. */
interface Settings {
  /** Which board it is. */
  readonly board?: string;
  readonly dialect?: DialectName;
  readonly capacity?: number;
  /** Commands for a board on which nothing was saved yet. */
  readonly commands?: readonly string[];
  /** Where a receiver is connected; `power`: a chip on the board's I2C bus switches it, as on a T-Beam. */
  readonly gps?: ReceiverPlace & { readonly power?: boolean };
  /** The real-time clock that is wired, as printed on it; empty: none. */
  readonly rtc?: string;
  /** Where it is. */
  readonly i2c?: ClockPlace["i2c"];
  /** Where a console without a password is: pins and speed of a serial port. */
  readonly console?: SerialPlace;
}

export function openBoard(): Board {
  const settings = config as Settings;
  if (settings.gps?.power && settings.i2c)
    powerReceiver(SMBus as unknown as PowerBusClass, settings.i2c, tell);
  const rtc = openClock({ chip: settings.rtc, i2c: settings.i2c }, tell);
  const network = openPorts();
  const { counter, load, store } = network;
  const ports = { ...network, rtc, ...receiverPorts(settings.gps, counter) };
  const isNew = new SavedConfiguration(store).read() === undefined;
  const self = describe(settings.board ?? "ESP32", load);
  const serial = settings.console;
  for (const name of [STARTUP_CONFIGURATION, DRIFT, RTC])
    tell(`${name} was written to the flash memory ${store.count(name)} times`);
  return {
    ports,
    self,
    config: isNew ? settings.commands?.join("\n") : undefined,
    dialect: settings.dialect ?? "comware",
    port: undefined,
    capacity: settings.capacity ?? CAPACITY,
    consolePort: undefined,
    tell,
    giveUp(): void {
      tell(`the node cannot be started: the board starts anew in ${ANEW_MS / 1000} s`);
      Timer.set(() => self.restart?.(), ANEW_MS);
    },
    started: ({ status, timers }) => {
      keepAwake();
      new SystemTime(status, timers);
      watchOverload(() => load.dropped ?? 0, timers, tell);
    },
    openTerminal: serial && (handler => openSerial(Serial as unknown as TerminalClass, serial, handler)),
  };
}
