/** Console names of network devices, by the device or, without its number, by its kind: "st" for st1 and st2. */

/** A device under its console name, where it has one; `addresses` undefined: it is not up. */
export interface NamedDevice<Addresses> {
  readonly name: string;
  readonly device: string;
  readonly addresses: Addresses | undefined;
}

/** First those that have a name in `names`, up or not, in that order; then the others of `up`, which is by device. */
export function namedDevices<Addresses>(
  names: ReadonlyMap<string, string>,
  up: ReadonlyMap<string, Addresses>,
): NamedDevice<Addresses>[] {
  const found: NamedDevice<Addresses>[] = [];
  const others = new Map(up);
  for (const [key, name] of names) {
    const devices = Array.from(others.keys()).filter(device => device === key || kindOf(device) === key);
    if (devices.length === 0) found.push({ name, device: key, addresses: undefined });
    for (const device of devices) {
      found.push({ name, device, addresses: others.get(device) });
      others.delete(device);
    }
  }
  for (const [device, addresses] of others) found.push({ name: device, device, addresses });
  return found;
}

/** What stands before the number. */
function kindOf(device: string): string {
  return device.replace(/\d+$/, "");
}
