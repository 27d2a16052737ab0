/** All that is fuzzed. */
import { type Target } from "./target.js";
import { ADDRESSES } from "./targets/addresses.js";
import { CONFIGURATION } from "./targets/configuration.js";
import { CONSOLE } from "./targets/console.js";
import { CONTROL } from "./targets/control.js";
import { DATAGRAM } from "./targets/datagram.js";
import { ENGINE } from "./targets/engine.js";
import { LEARNED } from "./targets/learned.js";
import { NMEA, UBX } from "./targets/receiver.js";
import { RECORDING } from "./targets/recording.js";

export const TARGETS: readonly Target[] = [
  DATAGRAM,
  ENGINE,
  CONTROL,
  CONSOLE,
  CONFIGURATION,
  ADDRESSES,
  LEARNED,
  RECORDING,
  NMEA,
  UBX,
];
