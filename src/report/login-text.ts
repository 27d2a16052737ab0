/** Logins over the network in the vendors' sentences, as `EventText` tells others. */
import { Happening } from "../core/happening.js";
import { never } from "../time/never.js";
import { Vendor } from "./settings.js";

type OfLogin = Happening.LoggedIn | Happening.LoggedOut | Happening.LoginFailed | Happening.LoginsHeld;

/** `value`: as `Happening` has it; `address`: whose login it is. */
export function loginText(vendor: Vendor, happening: OfLogin, value: number, address: string): string {
  return vendor === Vendor.Huawei
    ? huaweiText(happening, value, address)
    : h3cText(happening, value, address);
}

function h3cText(happening: OfLogin, value: number, address: string): string {
  switch (happening) {
    case Happening.LoggedIn:
      return `VTY logged in from ${address}.`;
    case Happening.LoggedOut:
      return `VTY logged out from ${address}.`;
    case Happening.LoginFailed:
      return `VTY failed to log in from ${address}.${value === 1 ? "" : ` (Times = ${value})`}`;
    case Happening.LoginsHeld:
      return `VTY logins from ${address} are held for ${value} seconds after too many failures.`;
    default:
      return never(happening);
  }
}

function huaweiText(happening: OfLogin, value: number, address: string): string {
  const user = `UserType=Telnet, UserName=**, Ip=${address}, VpnName=`;
  switch (happening) {
    case Happening.LoggedIn:
      return `The user succeeded in logging in to VTY${value}. (${user})`;
    case Happening.LoggedOut:
      return `The user succeeded in logging out of VTY${value}. (${user})`;
    case Happening.LoginFailed:
      return `Failed to login. (Ip=${address}, UserName=**, Times=${value}, AccessType=Telnet, VpnName=)`;
    case Happening.LoginsHeld:
      return `Logins are held after too many failures. (Ip=${address}, Seconds=${value}, AccessType=Telnet, VpnName=)`;
    default:
      return never(happening);
  }
}
