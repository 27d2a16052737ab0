import assert from "node:assert/strict";
import {
  isBroadcast,
  isLinkLocal,
  isLoopback,
  isMulticast,
  isReferenceClock,
  isUnspecified,
} from "../../src/wire/address-kind.js";
import { parseAddress } from "../../src/wire/address-text.js";
import { Endpoint } from "../../src/wire/address.js";

const KINDS = [isUnspecified, isLoopback, isMulticast, isBroadcast, isLinkLocal, isReferenceClock];

/** Both ends of every range, and their neighbours; `is` names all that the address is. */
const ROWS = [
  { text: "0.0.0.0", is: [isUnspecified] },
  { text: "0.0.0.1", is: [] },
  { text: "126.255.255.255", is: [] },
  { text: "127.0.0.0", is: [isLoopback] },
  { text: "127.0.0.1", is: [isLoopback] },
  { text: "127.126.255.255", is: [isLoopback] },
  { text: "127.127.0.0", is: [isLoopback, isReferenceClock] },
  { text: "127.127.1.0", is: [isLoopback, isReferenceClock] },
  { text: "127.127.255.255", is: [isLoopback, isReferenceClock] },
  { text: "127.128.0.0", is: [isLoopback] },
  { text: "127.255.255.255", is: [isLoopback] },
  { text: "128.0.0.0", is: [] },
  { text: "169.253.255.255", is: [] },
  { text: "169.254.0.0", is: [isLinkLocal] },
  { text: "169.254.255.255", is: [isLinkLocal] },
  { text: "169.255.0.0", is: [] },
  { text: "223.255.255.255", is: [] },
  { text: "224.0.0.0", is: [isMulticast] },
  { text: "224.0.1.1", is: [isMulticast] },
  { text: "239.255.255.255", is: [isMulticast] },
  { text: "240.0.0.0", is: [] },
  { text: "255.255.255.254", is: [] },
  { text: "255.255.255.255", is: [isBroadcast] },
  { text: "::", is: [isUnspecified] },
  { text: "::1", is: [isLoopback] },
  { text: "::2", is: [] },
  { text: "::1:0:1", is: [] },
  { text: "1::", is: [] },
  { text: "0:0:1::", is: [] },
  { text: "0:0:0:0:1::", is: [] },
  { text: "1::1", is: [] },
  { text: "0:0:1::1", is: [] },
  { text: "::7f7f:100", is: [] },
  { text: "::ffff:255.255.255.255", is: [] },
  { text: "::ffff:127.127.1.0", is: [] },
  { text: "2001:db8::1", is: [] },
  { text: "fe7f:ffff::1", is: [] },
  { text: "fe80::", is: [isLinkLocal] },
  { text: "febf:ffff::1", is: [isLinkLocal] },
  { text: "fec0::1", is: [] },
  { text: "feff::1", is: [] },
  { text: "ff00::", is: [isMulticast] },
  { text: "ff01::101", is: [isMulticast, isLinkLocal] },
  { text: "ff02::101", is: [isMulticast, isLinkLocal] },
  { text: "ff12::101", is: [isMulticast, isLinkLocal] },
  { text: "ff03::101", is: [isMulticast] },
  { text: "ff05::101", is: [isMulticast] },
  { text: "ff0e::101", is: [isMulticast] },
];

describe("address kinds", () => {
  for (const { text, is } of ROWS)
    it(`${text}: ${is.map(kind => kind.name).join(", ") || "none of them"}`, () => {
      const endpoint = new Endpoint();
      assert.ok(parseAddress(text, endpoint));
      assert.deepEqual(
        KINDS.filter(kind => kind(endpoint)),
        KINDS.filter(kind => is.includes(kind)),
      );
    });

  for (const kind of KINDS)
    it(`${kind.name} is said of some row`, () => assert.ok(ROWS.some(({ is }) => is.includes(kind))));
});
