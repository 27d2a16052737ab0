import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { loginText } from "../../src/report/login-text.js";
import { Vendor } from "../../src/report/settings.js";

describe("logins in the vendors' words", () => {
  const rows: [args: [Parameters<typeof loginText>[1], number], h3c: string, huawei: string][] = [
    [
      [Happening.LoggedIn, 3],
      "VTY logged in from 192.0.2.7.",
      "The user succeeded in logging in to VTY3. (UserType=Telnet, UserName=**, Ip=192.0.2.7, VpnName=)",
    ],
    [
      [Happening.LoggedOut, 3],
      "VTY logged out from 192.0.2.7.",
      "The user succeeded in logging out of VTY3. (UserType=Telnet, UserName=**, Ip=192.0.2.7, VpnName=)",
    ],
    [
      [Happening.LoginFailed, 1],
      "VTY failed to log in from 192.0.2.7.",
      "Failed to login. (Ip=192.0.2.7, UserName=**, Times=1, AccessType=Telnet, VpnName=)",
    ],
    [
      [Happening.LoginFailed, 3],
      "VTY failed to log in from 192.0.2.7. (Times = 3)",
      "Failed to login. (Ip=192.0.2.7, UserName=**, Times=3, AccessType=Telnet, VpnName=)",
    ],
    [
      [Happening.LoginsHeld, 20],
      "VTY logins from 192.0.2.7 are held for 20 seconds after too many failures.",
      "Logins are held after too many failures. (Ip=192.0.2.7, Seconds=20, AccessType=Telnet, VpnName=)",
    ],
  ];
  for (const [args, ...texts] of rows)
    it(texts[0], () =>
      assert.deepEqual(
        [Vendor.H3c, Vendor.Huawei].map(vendor => loginText(vendor, ...args, "192.0.2.7")),
        texts,
      ),
    );
});
