import assert from "node:assert/strict";
import {
  type Interface,
  InterfaceAddress,
  SocketError,
  type SocketOptions,
  type UdpPort,
} from "../../src/runtime/ports.js";
import { ReportPost } from "../../src/runtime/report-post.js";
import { Family } from "../../src/wire/address.js";
import { parseAddress } from "../../src/wire/address-text.js";
import { Datagram } from "../../src/wire/datagram.js";
import { endpoint } from "../support/engine-rig.js";

function interfaceOf(isUp: boolean, ...texts: string[]): Interface {
  const addresses = texts.map(text => {
    const address = new InterfaceAddress();
    assert.ok(parseAddress(text, address));
    return address;
  });
  return { name: "eth0", device: "eth0", addresses, isUp };
}

class Rig {
  interfaces: readonly Interface[] = [];
  readonly opened: Family[] = [];
  readonly sent: string[] = [];
  closed = 0;
  error: Error | undefined;
  readonly udp: UdpPort = {
    open: ({ family, address, port }: SocketOptions) => {
      if (this.error) throw this.error;
      assert.deepEqual([address, port], [undefined, 0]);
      this.opened.push(family);
      return {
        send: (datagram, to) => this.sent.push(`${datagram.length} to port ${to.port}`) > 0,
        setHops: () => {},
        close: () => void this.closed++,
      };
    },
    route: () => false,
  };
  readonly post = new ReportPost({
    udp: this.udp,
    interfaces: { list: () => this.interfaces, watch: () => {}, close: () => {} },
  });

  send(address: string): boolean {
    const datagram = new Datagram();
    datagram.length = 5;
    const to = endpoint(address);
    to.port = 514;
    return this.post.send(datagram, to);
  }
}

describe("the post of reports", () => {
  const rows: [name: string, interfaces: Interface[], to: string, isSent: boolean][] = [
    ["nothing while there is no interface", [], "192.0.2.9", false],
    ["nothing while the interface is down", [interfaceOf(false, "192.0.2.1")], "192.0.2.9", false],
    ["nothing while the interface has no address", [interfaceOf(true)], "192.0.2.9", false],
    ["nothing of another family", [interfaceOf(true, "192.0.2.1")], "2001:db8::9", false],
    ["nothing to others by loopback", [interfaceOf(true, "127.0.0.1")], "192.0.2.9", false],
    ["what can leave", [interfaceOf(true, "192.0.2.1")], "192.0.2.9", true],
    ["what can leave, by IPv6", [interfaceOf(true, "192.0.2.1", "2001:db8::1")], "2001:db8::9", true],
    ["what is for this machine", [interfaceOf(true, "127.0.0.1")], "127.0.0.1", true],
  ];
  for (const [name, interfaces, to, isSent] of rows)
    it(`sends ${name}`, () => {
      const rig = new Rig();
      rig.interfaces = interfaces;
      assert.equal(rig.send(to), isSent);
      assert.equal(rig.opened.length, isSent ? 1 : 0);
    });

  it("opens a socket once for each family, and closes them all", () => {
    const rig = new Rig();
    rig.interfaces = [interfaceOf(true, "192.0.2.1", "2001:db8::1")];
    for (const to of ["192.0.2.9", "2001:db8::9", "192.0.2.8"]) assert.ok(rig.send(to));
    assert.deepEqual(rig.opened, [Family.IPv4, Family.IPv6]);
    rig.post.close();
    assert.equal(rig.closed, 2);
    assert.equal(rig.send("192.0.2.9"), false);
  });

  it("is without a socket for as long as there is none to be had", () => {
    const rig = new Rig();
    rig.interfaces = [interfaceOf(true, "192.0.2.1")];
    rig.error = new SocketError("EMFILE", "too many");
    assert.equal(rig.send("192.0.2.9"), false);
    rig.error = undefined;
    assert.equal(rig.send("192.0.2.9"), true);
  });
});
