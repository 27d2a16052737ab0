/** What a computer with Linux gives an application: ports, and a line to its user. */
import { type Ports } from "ntp/runtime/ports";
import { createPorts } from "ntp/lin/ports";

class Program {
  static tell(line: string): void {
    return native("xs_lin_tell").call(this, line) as void;
  }
}

/** What is stored goes into the folder that the program was started in. */
export function openPorts(): Ports {
  return createPorts(".", new Map());
}

/** A computer is in its network, or is not. */
export function openPortsOffline(): Ports {
  return openPorts();
}

/** There is nothing to be joined. */
export const join: (ports: Ports) => void = () => {};

/** Writes a line to standard error. */
export function tell(line: string): void {
  Program.tell(line);
}
