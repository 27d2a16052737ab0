/**
 * Interfaces as people type them: `Vlan-interface2`, `vlan-interface 2`, `vlan 2`, and the system's own
 * `eth0`. A name is a type and a number; the type may be cut short as long as only one is meant.
 */
import { type InterfaceName } from "./cursor.js";
import { matching } from "./kinds.js";

export interface FoundInterface {
  readonly name: string;
  /** How many words named it: 1 or 2. */
  readonly wordCount: number;
}

/** The interface named by `first`, perhaps with the number `second` after it; undefined: none, or several. */
export function findInterface(
  interfaces: readonly InterfaceName[],
  first: string,
  second: string,
): FoundInterface | undefined {
  if (first === "") return undefined;
  if (isNumber(second) && typeOf(first) === first) {
    const name = findName(interfaces, first, second);
    if (name !== undefined) return { name, wordCount: 2 };
  }
  const name = findName(interfaces, typeOf(first), first.slice(typeOf(first).length));
  return name === undefined ? undefined : { name, wordCount: 1 };
}

/** Every name of every interface, the console's before the system's. */
export function interfaceNames(interfaces: readonly InterfaceName[]): string[] {
  const names = interfaces.map(({ name }) => name);
  for (const { device } of interfaces) if (!names.includes(device)) names.push(device);
  return names;
}

/** Why nothing was found: what there is instead. */
export function noSuchInterface(interfaces: readonly InterfaceName[]): string {
  const names = interfaceNames(interfaces).join(", ");
  return names === "" ? "there are no interfaces" : `there is no such interface; there are ${names}`;
}

/** The number of the interface that `word` names; undefined: there is none, or its number is not known. */
export function zoneNumber(interfaces: readonly InterfaceName[], word: string): number | undefined {
  const found = findInterface(interfaces, word, "");
  const named = interfaces.find(({ name }) => name === found?.name);
  return named?.addresses?.find(({ zone }) => zone !== 0)?.zone;
}

function findName(interfaces: readonly InterfaceName[], type: string, number: string): string | undefined {
  const whole = (type + number).toLowerCase();
  for (const { name, device } of interfaces)
    if (name.toLowerCase() === whole || device.toLowerCase() === whole) return name;
  const numbered = interfaces
    .map(({ name }) => name)
    .filter(name => name.slice(typeOf(name).length) === number);
  const types = matching(numbered.map(typeOf), type);
  return types.length === 1 ? types[0] + number : undefined;
}

/** What stands before the number: "GigabitEthernet" of "GigabitEthernet1/0/1". */
function typeOf(name: string): string {
  return name.replace(/\d[\d/.:]*$/, "");
}

function isNumber(word: string): boolean {
  return /^\d[\d/.:]*$/.test(word);
}
