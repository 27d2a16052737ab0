/**
 * What a u-blox receiver is asked to say: each wish as CFG-MSG, which receivers up to the 9th generation
 * know, and as CFG-VALSET for the later ones, one frame each, since one name that is not known refuses all of
 * its frame. They are for the moment: nothing is stored in the receiver. Allocates nothing.
 */
import { frame, PAYLOAD } from "./ubx.js";
import { MON_HW, MON_RF, NAV_PVT, NAV_TIMEGPS, NAV_TIMELS, TIM_TP } from "./ubx-messages.js";

const CFG_MSG = 0x0601;
const CFG_VALSET = 0x068a;

/** Class × 256 + id of standard sentences. */
const NMEA_GLL = 0xf001;
const NMEA_RMC = 0xf004;
const NMEA_VTG = 0xf005;

/** One wish: `message` every `rate` solutions, 0: not at all; `key`: CFG-MSGOUT-…-UART1 of it. */
interface Wish {
  readonly message: number;
  readonly key: number;
  readonly rate: number;
}

/** Rare enough for 9600 baud, often enough to be known in time. */
const SELDOM = 10;

const WISHES: readonly Wish[] = Object.freeze([
  Object.freeze({ message: NMEA_GLL, key: 0x209100ca, rate: 0 }),
  Object.freeze({ message: NMEA_VTG, key: 0x209100b1, rate: 0 }),
  Object.freeze({ message: NMEA_RMC, key: 0x209100ac, rate: 1 }),
  Object.freeze({ message: TIM_TP, key: 0x2091017e, rate: 1 }),
  Object.freeze({ message: NAV_PVT, key: 0x20910007, rate: 1 }),
  Object.freeze({ message: NAV_TIMEGPS, key: 0x20910048, rate: SELDOM }),
  Object.freeze({ message: NAV_TIMELS, key: 0x20910061, rate: SELDOM }),
  Object.freeze({ message: MON_HW, key: 0x209101b5, rate: SELDOM }),
  Object.freeze({ message: MON_RF, key: 0x2091035a, rate: SELDOM }),
]);

/** From the key of one port to the key of the next but one: UART1, UART2, USB. */
const USB = 2;

/** For each wish: CFG-MSG for the port it comes by, CFG-VALSET for UART1 and for USB. */
const FORMS = 3;

/** How many frames there are to send. */
export const SETUP_FRAMES = WISHES.length * FORMS;

/** Room for any of them. */
export const SETUP_LENGTH = 24;

/** CFG-VALSET: version, layers (1: RAM), two octets reserved, then key and value. */
const VALSET_LAYERS = PAYLOAD + 1;
const VALSET_KEY = PAYLOAD + 4;
const VALSET_VALUE = PAYLOAD + 8;
const VALSET_LENGTH = 9;
const RAM = 1;

/** CFG-MSG: class, id, rate. */
const MSG_RATE = PAYLOAD + 2;
const MSG_LENGTH = 3;

/** Writes frame `index`, from 0 up to `SETUP_FRAMES`, and answers its length. */
export function writeSetup(index: number, into: Uint8Array): number {
  const { message, key, rate } = WISHES[Math.floor(index / FORMS)];
  const form = index % FORMS;
  if (form > 0) return writeValset(key + (form - 1) * USB, rate, into);
  into[PAYLOAD] = message >>> 8;
  into[PAYLOAD + 1] = message & 0xff;
  into[MSG_RATE] = rate;
  return frame(CFG_MSG, MSG_LENGTH, into);
}

function writeValset(key: number, rate: number, into: Uint8Array): number {
  into.fill(0, PAYLOAD, PAYLOAD + VALSET_LENGTH);
  into[VALSET_LAYERS] = RAM;
  for (let i = 0; i < 4; i++) into[VALSET_KEY + i] = (key >>> (8 * i)) & 0xff;
  into[VALSET_VALUE] = rate;
  return frame(CFG_VALSET, VALSET_LENGTH, into);
}
