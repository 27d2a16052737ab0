import assert from "node:assert/strict";
import { instanceName } from "../../src/report/instance-name.js";

describe("names of VPN instances", () =>
  it("are their own, but that of the public one", () =>
    assert.deepEqual(["", "vpn1"].map(instanceName), ["_public_", "vpn1"])));
