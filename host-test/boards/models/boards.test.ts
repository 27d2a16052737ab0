import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { CHIP_NAMES } from "../../../src/refclock/open-chip.js";
import { BOARDS, CHIPS, manifestOf, pinsOf, type BoardFacts } from "./board-table.js";

const SHARED = "boards/esp32/models";
const LARGER = `${SHARED}/flash-8mb/sdkconfig`;
const NO_MODELS = [
  "esp32",
  "example",
  "example-server",
  "example-sleeper",
  "firmware",
  "lin",
  "node",
  "tools",
];

/** Those that the chip drives, and those that rest high. */
const OUTPUTS = ["console TX", "GPS TX", "SDA", "SCL"];
const HIGH_AT_REST = [...OUTPUTS, "console RX", "GPS RX"];

/** Keys of ESP-IDF 6.0's Kconfig that the models set. */
const KEYS = [
  "CONFIG_BOOTLOADER_SKIP_VALIDATE_ALWAYS",
  "CONFIG_ESP_SYSTEM_PANIC_GDBSTUB",
  "CONFIG_ESP_SYSTEM_PANIC_PRINT_REBOOT",
  "CONFIG_ESP_TASK_WDT_EN",
  "CONFIG_ESP_TASK_WDT_INIT",
  "CONFIG_LWIP_DHCP_GET_NTP_SRV",
  "CONFIG_LWIP_DHCP_MAX_NTP_SERVERS",
  "CONFIG_LWIP_IPV6",
  "CONFIG_LWIP_IPV6_AUTOCONFIG",
  "CONFIG_LWIP_IPV6_NUM_ADDRESSES",
  "CONFIG_LWIP_L2_TO_L3_COPY",
  "CONFIG_LWIP_MAX_UDP_PCBS",
  "CONFIG_LWIP_SNTP_MAX_SERVERS",
  "CONFIG_LWIP_TCPIP_RECVMBOX_SIZE",
  "CONFIG_LWIP_TCPIP_TASK_STACK_SIZE",
  "CONFIG_PM_ENABLE",
];

const MEGABYTE = 1 << 20;
const SECTOR = 0x1000;
/** Where ESP-IDF wants an application to begin. */
const APP_ALIGNMENT = 0x1_0000;
/** Behind bootloader (0x1000 or 0) and partition table (0x8000). */
const FIRST = 0x9000;

function pinFindings(pins: Readonly<Record<string, number>>, { chip, taken, wired }: BoardFacts): string[] {
  const known = CHIPS[chip];
  const rows = Object.entries(pins);
  return rows.flatMap(([name, pin], index) => {
    const findings: string[] = [];
    const twin = rows.findIndex(([, other]) => other === pin);
    if (twin < index) findings.push(`is ${rows[twin][0]}`);
    if (pin >= known.pins || known.missing.includes(pin)) findings.push("does not exist");
    if (known.flash.includes(pin)) findings.push("belongs to the module");
    if (taken.includes(pin)) findings.push("is taken on the board");
    if (known.inputOnly.includes(pin) && OUTPUTS.includes(name)) findings.push("cannot be an output");
    const strap = wired.includes(pin) ? undefined : known.strapping.get(pin);
    const isFine = strap === "high is fine" && HIGH_AT_REST.includes(name);
    if (strap !== undefined && !isFine) findings.push("is read at reset");
    return findings.map(why => `${name}: GPIO${pin} ${why}`);
  });
}

interface Partition {
  readonly name: string;
  readonly type: string;
  readonly subtype: string;
  readonly offset: number;
  readonly size: number;
}

function partitions(file: string): Partition[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .filter(line => line !== "" && !line.startsWith("#"))
    .map(line => line.split(",").map(word => word.trim()))
    .map(([name, type, subtype, offset, size]) => ({
      name,
      type,
      subtype,
      offset: Number(offset),
      size: Number(size),
    }));
}

/** The settings of an `sdkconfig.defaults`, without its comments. */
function settings(folder: string): string[] {
  const lines = readFileSync(`${folder}/sdkconfig.defaults`, "utf8").split("\n");
  return lines.filter(line => line !== "" && !line.startsWith("# "));
}

describe("board folders", () => {
  it("are all in the table", () => {
    const folders = readdirSync("boards").filter(name => !NO_MODELS.includes(name));
    assert.deepEqual(folders, Object.keys(BOARDS).sort());
  });

  for (const [board, facts] of Object.entries(BOARDS)) {
    const manifest = manifestOf(board);
    it(`${board}: includes what all share, names its chip, and uses pins that are free for it`, () => {
      assert.equal(manifest.include[0], "../esp32/models/manifest.json");
      const isLarger = manifest.include.includes("../esp32/models/flash-8mb/manifest.json");
      assert.equal(isLarger, facts.flash === 8);
      assert.equal(manifest.build?.ESP32_SUBCLASS ?? "esp32", facts.chip);
      assert.deepEqual(pinFindings(pinsOf(manifest), facts), []);
      const { console: typed, gps, rtc, ethernet = {} } = manifest.config;
      assert.ok(CHIP_NAMES.includes(rtc), rtc);
      assert.notEqual(typed.port, gps.port);
      for (const [name, pin] of Object.entries(ethernet))
        assert.ok(name === "phy" || facts.taken.includes(pin), `Ethernet's ${name}`);
      assert.ok(Math.max(typed.port, gps.port) < CHIPS[facts.chip].ports);
    });
  }

  const plain = BOARDS["esp32-devkitc"];
  for (const { what, pins, facts = plain, finding } of [
    { what: "a pin used twice", pins: { "GPS RX": 16, PPS: 16 }, finding: "PPS: GPIO16 is GPS RX" },
    { what: "no pin", pins: { PPS: 24 }, finding: "PPS: GPIO24 does not exist" },
    { what: "a pin of the flash memory", pins: { PPS: 6 }, finding: "PPS: GPIO6 belongs to the module" },
    { what: "an input as output", pins: { SDA: 34 }, finding: "SDA: GPIO34 cannot be an output" },
    { what: "a pulse at a strapping pin", pins: { PPS: 15 }, finding: "PPS: GPIO15 is read at reset" },
    { what: "what must be low at reset", pins: { "GPS TX": 12 }, finding: "GPS TX: GPIO12 is read at reset" },
    {
      what: "a pin of the PHY",
      pins: { SDA: 21 },
      facts: BOARDS["wt32-eth01"],
      finding: "SDA: GPIO21 is taken on the board",
    },
  ])
    it(`finds ${what}`, () =>
      assert.deepEqual(pinFindings(pins as Record<string, number>, facts), [finding]));

  for (const { file, flash, slots, least } of [
    { file: `${SHARED}/sdkconfig/partitions.csv`, flash: 4, slots: ["factory"], least: 3 },
    { file: `${SHARED}/sdkconfig/partitions_ota.csv`, flash: 4, slots: ["ota_0", "ota_1"], least: 1.8 },
    { file: `${LARGER}/partitions.csv`, flash: 8, slots: ["ota_0", "ota_1"], least: 3 },
  ])
    it(`share ${file}: aligned, without a gap, all of the flash memory, with slots of one size`, () => {
      const all = partitions(file);
      for (const { name, type, offset, size } of all) {
        const step = type === "app" ? APP_ALIGNMENT : SECTOR;
        assert.equal(offset % step, 0, name);
        assert.equal(size % SECTOR, 0, name);
      }
      assert.ok(all[0].offset >= FIRST);
      for (let i = 1; i < all.length; i++)
        assert.equal(all[i].offset, all[i - 1].offset + all[i - 1].size, all[i].name);
      assert.equal(all.at(-1)!.offset + all.at(-1)!.size, flash * MEGABYTE);
      const apps = all.filter(({ type }) => type === "app");
      assert.deepEqual(
        apps.map(({ subtype }) => subtype),
        slots,
      );
      assert.ok(apps.every(({ size }) => size === apps[0].size && size >= least * MEGABYTE));
      const data = all.filter(({ type }) => type === "data").map(({ name }) => name);
      const expected = slots.length > 1 ? ["otadata", "phy_init", "nvs"] : ["phy_init", "nvs"];
      assert.deepEqual(data, expected);
    });

  it("share settings of ESP-IDF that are known, each once", () => {
    const keys = settings(`${SHARED}/sdkconfig`).map(line => line.split("=")[0]);
    assert.deepEqual(keys.sort(), KEYS);
  });

  it("have the same with 8 MB of flash memory, and its size", () => {
    const size = ["CONFIG_ESPTOOLPY_FLASHSIZE_4MB=n", "CONFIG_ESPTOOLPY_FLASHSIZE_8MB=y"];
    assert.deepEqual(settings(LARGER), [...settings(`${SHARED}/sdkconfig`), ...size]);
  });
});
