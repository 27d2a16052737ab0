import assert from "node:assert/strict";
import { type Outlet, OutletLink } from "../../../boards/firmware/outlet-link.js";

class Wire implements Outlet {
  text = "";
  isClosed = false;

  write(sent: Uint8Array): void {
    this.text += new TextDecoder().decode(sent);
  }

  close(): void {
    this.isClosed = true;
  }
}

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function attached(room: number): { link: OutletLink; wire: Wire } {
  const link = new OutletLink();
  const wire = new Wire();
  link.attach(wire);
  link.flush(room);
  return { link, wire };
}

describe("the way out over a socket that takes a little at a time", () => {
  it("keeps what comes before the socket", () => {
    const link = new OutletLink();
    const wire = new Wire();
    link.write(octets("early"));
    link.attach(wire);
    assert.equal(wire.text, "");
    link.flush(100);
    assert.equal(wire.text, "early");
  });

  it("writes no more than there is room for, in order", () => {
    const { link, wire } = attached(4);
    link.write(octets("abcdef"));
    link.write(octets("gh"));
    assert.equal(wire.text, "abcd");
    link.flush(3);
    assert.equal(wire.text, "abcdefg");
    link.flush(9);
    assert.equal(wire.text, "abcdefgh");
  });

  it("is closed when all is out", () => {
    const { link, wire } = attached(1);
    link.write(octets("ab"));
    link.close();
    assert.equal(wire.isClosed, false);
    link.write(octets("c"));
    link.flush(9);
    assert.deepEqual([wire.text, wire.isClosed], ["ab", true]);
  });

  it("is full when the other end does not read, and closes at once then", () => {
    const { link, wire } = attached(0);
    link.write(new Uint8Array(65_536));
    assert.equal(link.isFull, false);
    link.write(octets("x"));
    assert.equal(link.isFull, true);
    link.close();
    assert.equal(wire.isClosed, true);
  });

  it("drops what is for one who has gone, until it is told so", () => {
    const { link, wire } = attached(9);
    let writes = 0;
    wire.write = () => {
      writes++;
      throw new Error("not ready");
    };
    link.write(octets("ab"));
    link.write(octets("c"));
    assert.deepEqual([writes, wire.isClosed], [1, false]);
    link.cut();
    assert.equal(wire.isClosed, true);
  });

  it("is closed once", () => {
    const { link, wire } = attached(9);
    link.cut();
    wire.isClosed = false;
    link.close();
    link.flush(9);
    assert.equal(wire.isClosed, false);
  });
});
