/** Interfaces as a recording has them. */
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { InterfaceAddress, type Interface } from "./ports.js";

export interface WrittenInterface {
  readonly name: string;
  readonly device: string;
  readonly addresses: readonly string[];
  /** In the order of `addresses`; not in recordings of before subnets mattered. */
  readonly prefixLengths?: readonly number[];
  readonly isUp: boolean;
}

/** `readInterface` makes the same of it. */
export function writeInterface({ name, device, addresses, isUp }: Interface): WrittenInterface {
  return {
    name,
    device,
    addresses: addresses.map(formatAddress),
    prefixLengths: addresses.map(({ prefixLength }) => prefixLength),
    isUp,
  };
}

/** An address that cannot be read is 0.0.0.0. */
export function readInterface(written: WrittenInterface): Interface {
  const { name, device, isUp, prefixLengths } = written;
  const addresses = written.addresses.map((text, i) => {
    const address = new InterfaceAddress();
    parseAddress(text, address);
    address.prefixLength = prefixLengths?.[i] ?? address.prefixLength;
    return address;
  });
  return { name, device, addresses, isUp };
}
