/** The boards as their folders say, and what is known of their chips and wiring from elsewhere. */
import { readFileSync } from "node:fs";

/** A board's manifest, as far as it says what is wired to what. */
export interface BoardManifest {
  readonly build?: Readonly<Record<string, string>>;
  readonly include: readonly string[];
  readonly config: {
    readonly console: { readonly port: number; readonly receive: number; readonly transmit: number };
    readonly gps: {
      readonly port: number;
      readonly receive: number;
      readonly transmit: number;
      readonly pulse: number;
    };
    readonly i2c: { readonly data: number; readonly clock: number };
    readonly rtc: string;
    /** Pins of the MAC, and the PHY's address. */
    readonly ethernet?: Readonly<Record<string, number>>;
  };
}

export type Chip = "esp32" | "esp32s3" | "esp32c3";

/** Of a chip: what its pins are not free for. Sources: Espressif's datasheets, "Pin Overview", "Strapping Pins". */
export interface ChipPins {
  readonly pins: number;
  readonly ports: number;
  readonly missing: readonly number[];
  readonly inputOnly: readonly number[];
  readonly flash: readonly number[];
  /** Read at reset, and why that is good or not when something is connected that is high at rest. */
  readonly strapping: ReadonlyMap<number, "high is fine" | "must be low" | "must float">;
}

export const CHIPS: Readonly<Record<Chip, ChipPins>> = {
  esp32: {
    pins: 40,
    ports: 3,
    missing: [20, 24, 28, 29, 30, 31],
    inputOnly: [34, 35, 36, 37, 38, 39],
    flash: [6, 7, 8, 9, 10, 11],
    strapping: new Map([
      [0, "high is fine"],
      [2, "must float"],
      [5, "high is fine"],
      [12, "must be low"],
      [15, "high is fine"],
    ]),
  },
  esp32s3: {
    pins: 49,
    ports: 3,
    missing: [22, 23, 24, 25],
    inputOnly: [],
    // 33 to 37 carry the octal memory of many modules; 19 and 20 are USB.
    flash: [26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 19, 20],
    strapping: new Map([
      [0, "high is fine"],
      [3, "must float"],
      [45, "must be low"],
      [46, "must be low"],
    ]),
  },
  esp32c3: {
    pins: 22,
    ports: 2,
    missing: [],
    inputOnly: [],
    // 18 and 19 are USB.
    flash: [11, 12, 13, 14, 15, 16, 17, 18, 19],
    strapping: new Map([
      [2, "must float"],
      [8, "high is fine"],
      [9, "high is fine"],
    ]),
  },
};

/** The data lines between an ESP32's MAC and its PHY, the same on every board ("Ethernet MAC", datasheet). */
const RMII = [19, 21, 22, 25, 26, 27];

export interface BoardFacts {
  readonly title: string;
  readonly chip: Chip;
  readonly network: string;
  /** Of the smallest that its maker sells, in MB. */
  readonly flash: number;
  /** Taken by what is on the board, as its maker publishes. */
  readonly taken: readonly number[];
  /** Wired by the maker: the exceptions from what a strapping pin is good for. */
  readonly wired: readonly number[];
}

export const BOARDS: Readonly<Record<string, BoardFacts>> = {
  "esp32-devkitc": {
    title: "ESP32-DevKitC",
    chip: "esp32",
    network: "Wi-Fi",
    flash: 4,
    taken: [],
    wired: [],
  },
  "wt32-eth01": {
    title: "WT32-ETH01",
    chip: "esp32",
    network: "Ethernet, Wi-Fi",
    flash: 4,
    taken: [...RMII, 0, 16, 18, 23],
    wired: [],
  },
  "olimex-esp32-poe": {
    title: "Olimex ESP32-POE",
    chip: "esp32",
    network: "Ethernet",
    flash: 4,
    taken: [...RMII, 12, 17, 18, 23],
    wired: [],
  },
  "t-beam": {
    title: "LilyGO T-Beam v1.x",
    chip: "esp32",
    network: "Wi-Fi",
    flash: 4,
    taken: [5, 18, 19, 23, 26, 27],
    wired: [12],
  },
  "t-internet-poe": {
    title: "LilyGO T-Internet-POE",
    chip: "esp32",
    network: "Ethernet",
    flash: 4,
    taken: [...RMII, 5, 17, 18, 23],
    wired: [],
  },
  "esp32-s3-devkitc": {
    title: "ESP32-S3-DevKitC-1",
    chip: "esp32s3",
    network: "Wi-Fi",
    flash: 8,
    taken: [48],
    wired: [],
  },
  "esp32-c3-devkitm": {
    title: "ESP32-C3-DevKitM-1",
    chip: "esp32c3",
    network: "Wi-Fi",
    flash: 4,
    taken: [8],
    wired: [],
  },
  "moddable-two": {
    title: "Moddable Two",
    chip: "esp32",
    network: "Wi-Fi",
    flash: 4,
    taken: [2, 12, 13, 14, 15, 18],
    wired: [],
  },
};

export function manifestOf(board: string): BoardManifest {
  return JSON.parse(readFileSync(`boards/${board}/manifest.json`, "utf8")) as BoardManifest;
}

/** What leads where: a pin for each name. */
export function pinsOf({
  config: { console: typed, gps, i2c },
}: BoardManifest): Readonly<Record<string, number>> {
  return {
    "console RX": typed.receive,
    "console TX": typed.transmit,
    "GPS RX": gps.receive,
    "GPS TX": gps.transmit,
    PPS: gps.pulse,
    SDA: i2c.data,
    SCL: i2c.clock,
  };
}
