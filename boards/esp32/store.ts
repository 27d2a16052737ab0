/** Small texts in the flash memory: a power cut leaves the old one or the new one. */
import { type StorePort } from "ntp/runtime/ports";
import { checkedStoreName } from "ntp/runtime/store-name";

class System {
  static read(name: string): string | undefined {
    return native("xs_esp32_store_read").call(this, name) as string | undefined;
  }

  static write(name: string, text: string): boolean {
    return native("xs_esp32_store_write").call(this, name, text) as boolean;
  }

  static remove(name: string): void {
    return native("xs_esp32_store_remove").call(this, name) as void;
  }

  static count(name: string): number {
    return native("xs_esp32_store_count").call(this, name) as number;
  }
}

export class Store implements StorePort {
  readonly isWornByWrites = true;

  /** What was last written under `name`, or undefined. */
  read(name: string): string | undefined {
    return System.read(checkedStoreName(name));
  }

  /**
   * Text that is there already is not written. Throws where there is no room; what was there is there still.
   */
  write(name: string, text: string): void {
    if (!System.write(checkedStoreName(name), text))
      throw new Error(`${name} cannot be written to the flash memory`);
  }

  remove(name: string): void {
    System.remove(checkedStoreName(name));
  }

  /** How often `name` was written since it was last removed. */
  count(name: string): number {
    return System.count(checkedStoreName(name));
  }
}
