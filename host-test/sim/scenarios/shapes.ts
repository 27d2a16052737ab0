/** Trials: networks of the shapes that the vendors' guides show, as far as clients and servers make them. */
import { ClockState } from "../../../src/core/system.js";
import { MILLISECOND } from "../../../src/time/fixed.js";
import { constant } from "../course.js";
import { exponential } from "../delay.js";
import { CLIENT, SERVERS, type Limits, type OtherSetting, type Trial } from "./trial.js";

const run = { seconds: 20_000, settling: 10_000 };
const END = 19_999;
const AT = 10_000;

const isUp = (second: number): boolean => second < AT || second >= AT + 3600;
const OWN_CLOCK = "127.127.1.0";
const [FIRST, SECOND, THIRD] = ["192.0.2.101", "192.0.2.102", "192.0.2.103"];
const follow = (address: string): readonly string[] => [`ntp-service unicast-server ${address}`];
const follows = (stratum: number, peer: string) => ({
  second: END,
  stratum,
  peer,
  state: ClockState.Synchronized,
});

/** A node that has its time from nobody, and has it right. */
function master(address: string, stratum: number): OtherSetting {
  const moments = [{ second: END, stratum, peer: OWN_CLOCK }];
  return {
    address,
    oscillator: {},
    bootOffset: 0,
    config: [`ntp-service refclock-master ${stratum}`],
    limits: { max: 0, moments },
  };
}

/** A node whose crystal is `ppm` too fast, and its limits. */
function node(address: string, ppm: number, config: readonly string[], limits: Limits): OtherSetting {
  return { address, oscillator: { frequency: constant(ppm * 1e-6), walk: 1e-9 }, config, limits };
}

export const SHAPES: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "a master of stratum 2 and its client",
    ...run,
    servers: [],
    client: {
      config: follow(FIRST),
      limits: { rms: 31e-6, max: 97e-6, claim: 22e-3, requests: 328, moments: [follows(3, FIRST)] },
    },
    others: [master(FIRST, 2)],
  },
  {
    name: "a master of stratum 2 and its client, over IPv6",
    ...run,
    servers: [],
    client: {
      address: "2001:db8::2",
      config: ["ntp-service ipv6 unicast-server 2001:db8::1"],
      limits: { rms: 35e-6, max: 110e-6, claim: 22e-3, requests: 328, moments: [follows(3, "2001:db8::1")] },
    },
    others: [master("2001:db8::1", 2)],
  },
  {
    name: "a chain of four",
    ...run,
    servers: [],
    client: {
      config: follow(THIRD),
      limits: { rms: 130e-6, max: 1.2e-3, claim: 36e-3, requests: 331, moments: [follows(5, THIRD)] },
    },
    others: [
      master(FIRST, 2),
      node(SECOND, 30, follow(FIRST), {
        rms: 31e-6,
        max: 140e-6,
        claim: 22e-3,
        moments: [follows(3, FIRST)],
      }),
      node(THIRD, -30, follow(SECOND), {
        rms: 54e-6,
        max: 330e-6,
        claim: 29e-3,
        moments: [follows(4, SECOND)],
      }),
    ],
  },
  {
    name: "a star of six",
    ...run,
    servers: [],
    client: {
      config: follow(FIRST),
      limits: { rms: 31e-6, max: 97e-6, claim: 22e-3, moments: [follows(4, FIRST)] },
    },
    others: [
      master(FIRST, 3),
      ...[2, 3, 4, 5, 6].map(i =>
        node(`192.0.2.10${i}`, 40 * i - 160, follow(FIRST), {
          rms: 34e-6,
          max: 120e-6,
          claim: 23e-3,
          moments: [follows(4, FIRST)],
        }),
      ),
    ],
  },
  {
    name: "two servers, of which the worse one is preferred",
    ...run,
    servers: [{ error: constant(2 * MILLISECOND) }, { there: exponential(20e-3, 2e-3), options: "priority" }],
    client: { limits: { rms: 160e-6, max: 340e-6, claim: 33e-3, moments: [follows(2, SERVERS[1])] } },
  },
  {
    name: "the preferred one is gone for an hour",
    ...run,
    servers: [
      { error: constant(2 * MILLISECOND) },
      { there: exponential(20e-3, 2e-3), options: "priority", isUp },
    ],
    client: {
      limits: {
        max: 4.4e-3,
        claim: 32e-3,
        moments: [{ ...follows(2, SERVERS[0]), second: AT + 3000 }, follows(2, SERVERS[1])],
      },
    },
  },
  {
    name: "the one of the lower stratum is gone for an hour",
    ...run,
    servers: [
      { stratum: 2, isUp },
      { stratum: 4, error: constant(MILLISECOND) },
    ],
    client: {
      limits: {
        max: 1.4e-3,
        claim: 6.9e-3,
        moments: [
          { ...follows(3, SERVERS[0]), second: AT - 1 },
          { ...follows(5, SERVERS[1]), second: AT + 3000 },
          follows(3, SERVERS[0]),
        ],
      },
    },
  },
  {
    name: "its own clock as last resort, while its server is gone for an hour",
    ...run,
    servers: [{ isUp }],
    client: {
      bootOffset: 0,
      config: ["ntp-service refclock-master 5"],
      limits: {
        max: 310e-6,
        moments: [
          { ...follows(2, SERVERS[0]), second: AT - 1 },
          { ...follows(5, OWN_CLOCK), second: AT + 3000 },
          follows(2, SERVERS[0]),
        ],
      },
    },
    others: [
      node(FIRST, 30, follow(CLIENT), {
        max: 400e-6,
        moments: [
          { ...follows(3, CLIENT), second: AT - 1 },
          { ...follows(6, CLIENT), second: AT + 3000 },
          follows(3, CLIENT),
        ],
      }),
    ],
  },
  {
    name: "of stratum 14 one is followed, of 15 not",
    ...run,
    servers: [{ stratum: 15 }, { stratum: 14 }],
    client: { limits: { rms: 14e-6, max: 68e-6, moments: [follows(15, SERVERS[1])] } },
  },
]);
