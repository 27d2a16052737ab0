/** A TCP port for a listener of a test. */
import { type AddressInfo, createServer } from "node:net";

/** One that nobody has, and nobody takes for a while. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(listening => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  await new Promise(closed => server.close(closed));
  return port;
}
