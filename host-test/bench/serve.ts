/**
 * One contender, in a process of its own: `serve KIND PORT` answers on 127.0.0.1 until it is killed.
 * "echo" is a bare dgram loop that sends the 48 octets back, "quick-echo" the same with the one thing that
 * makes it quicker; "dgram" and "native" are our node over either of its ports.
 */
import { createSocket, type Socket } from "node:dgram";
import { nodePorts, type UdpKind } from "../../boards/node/ports.js";
import { createNode } from "../../src/runtime/create-node.js";

const LENGTH = 48;

function echo(socket: Socket, port: number): void {
  const answer = Buffer.alloc(LENGTH);
  socket.on("message", (message, from) => {
    message.copy(answer);
    socket.send(answer, from.port, from.address);
  });
  socket.bind(port, "127.0.0.1");
}

const [kind, port] = process.argv.slice(2);
switch (kind) {
  case "echo":
    echo(createSocket("udp4"), Number(port));
    break;
  case "quick-echo":
    // Otherwise dgram looks up every address that it sends to, though it is one already.
    echo(createSocket({ type: "udp4", lookup: (host, _, found) => found(null, host, 4) }), Number(port));
    break;
  default:
    createNode({
      ports: nodePorts({ udp: kind as UdpKind }),
      config: "ntp-service enable\nntp-service refclock-master 3",
      port: Number(port),
    });
}
