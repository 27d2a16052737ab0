/** Why a socket could not be opened, and what can be done about it. */
import { SocketError, type SocketOptions } from "../../src/runtime/ports.js";
import { Family } from "../../src/wire/address.js";
import { hostText } from "./zones.js";

/** The last port that is the superuser's alone. */
const LAST_LOW_PORT = 1023;

/** `code` as the system names it: EADDRINUSE, EACCES, … */
export function socketError(code: string, options: SocketOptions): SocketError {
  return new SocketError(code, reason(code, options));
}

function reason(code: string, options: SocketOptions): string {
  const where = `UDP port ${options.port} of ${addressText(options)}`;
  switch (code) {
    case "EADDRINUSE":
      return (
        `${where} is in use by another program (chronyd, ntpd, systemd-timesyncd?): ` +
        "stop it, or choose another port with --port"
      );
    case "EACCES":
      return (
        `no permission for ${where}: ports up to ${LAST_LOW_PORT} need root or ` +
        '"setcap cap_net_bind_service=+ep" on the node program; --port takes a higher one'
      );
    case "EPERM":
      return (
        `no permission to bind ${where} to the device ${options.device}: ` +
        'it needs root or "setcap cap_net_raw=+ep" on the node program'
      );
    case "ENODEV":
      return `there is no network device "${options.device}" for ${where}`;
    case "EADDRNOTAVAIL":
      return `${where} cannot be bound: no interface of this machine has the address, or it is not ready yet`;
    case "EAFNOSUPPORT":
      return `${where} cannot be bound: this machine does not speak IPv${options.family}`;
    default:
      return `${where} cannot be bound: ${code}`;
  }
}

function addressText({ family, address }: SocketOptions): string {
  if (address) return hostText(address);
  return family === Family.IPv4 ? "0.0.0.0" : "::";
}
