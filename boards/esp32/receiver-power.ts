/** The power of the receiver on LilyGO's T-Beam, which an AXP192 (v1.0, v1.1) or an AXP2101 (v1.2) switches. */

/** Both chips'. */
const ADDRESS = 0x34;
const HERTZ = 400_000;
const IDENTITY = 0x03;

/** Where a chip switches the receiver's output, and where it sets that to 3.3 V; from its datasheet. */
interface Output {
  readonly chip: string;
  readonly identities: readonly number[];
  readonly voltage: number;
  readonly voltageBits: number;
  readonly volts33: number;
  readonly power: number;
  readonly powerBit: number;
}

const OUTPUTS: readonly Output[] = Object.freeze([
  // LDO3: 1.8 V and 0.1 V a step; the upper bits of its register are LDO2's.
  Object.freeze({
    chip: "AXP192",
    identities: Object.freeze([0x03]),
    voltage: 0x28,
    voltageBits: 0x0f,
    volts33: (3300 - 1800) / 100,
    power: 0x12,
    powerBit: 1 << 3,
  }),
  // ALDO3: 0.5 V and 0.1 V a step.
  Object.freeze({
    chip: "AXP2101",
    identities: Object.freeze([0x47, 0x4a]),
    voltage: 0x94,
    voltageBits: 0x1f,
    volts33: (3300 - 500) / 100,
    power: 0x90,
    powerBit: 1 << 2,
  }),
]);

export interface Pins {
  readonly data: number;
  readonly clock: number;
}

/** As far as it is needed of the SDK's `SMBus`, which throws where nothing answers. */
export interface PowerBus {
  readUint8(register: number): number;
  writeUint8(register: number, octet: number): void;
  close(): void;
}

export type PowerBusClass = new (options: Pins & { address: number; hz: number }) => PowerBus;

/** Gives the receiver 3.3 V, and leaves all else as it is; `tell` is told where that cannot be. */
export function powerReceiver(io: PowerBusClass, pins: Pins, tell: (line: string) => void): void {
  try {
    const bus = new io({ ...pins, address: ADDRESS, hz: HERTZ });
    try {
      switchOn(bus);
    } finally {
      bus.close();
    }
  } catch (error) {
    tell(`the receiver's power cannot be switched on: ${String(error)}`);
  }
}

function switchOn(bus: PowerBus): void {
  const identity = bus.readUint8(IDENTITY);
  const output = OUTPUTS.find(({ identities }) => identities.includes(identity));
  if (output === undefined) throw new Error(`the chip at 0x34 calls itself 0x${identity.toString(16)}`);
  const { voltage, voltageBits, volts33, power, powerBit } = output;
  setBits(bus, voltage, voltageBits, volts33);
  setBits(bus, power, powerBit, powerBit);
}

function setBits(bus: PowerBus, register: number, bits: number, value: number): void {
  const old = bus.readUint8(register);
  const octet = (old & ~bits) | value;
  if (octet !== old) bus.writeUint8(register, octet);
}
