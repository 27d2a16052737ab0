/**
 * The vendors' configuration guides as tables: for each line of a guide that is typed or printed, which line of which
 * page it is, on which device, and the words. "003" is H3C's guide, the others are Huawei's: "000" multicast,
 * "001" manycast, "002" client and server, "004" peers. What the pages leave to the reader stands without a number.
 *
 * What needs keys is in `keyed-page-examples.ts`. Left out of page 003: the chain of servers (`trace`), values that are measured, and reference ids of
 * IPv6 servers, which are not the MD5 digests on the page that RFC 5905 section 7.3 wants.
 */
import { type DialectName } from "../../src/config/dialect.js";

/** An interface by its console name, and its addresses with the lengths of their prefixes. */
export interface Attachment {
  readonly name: string;
  readonly ipv4?: string;
  readonly ipv6?: string;
}

/** Devices on one switch. */
export type Lan = Readonly<Record<string, Attachment>>;

export interface Example {
  readonly name: string;
  readonly page: "000" | "001" | "002" | "003" | "004";
  readonly dialect: DialectName;
  readonly lans: readonly Lan[];
  /** What each device needs to know besides its own subnets: destination, by which router. */
  readonly routes?: Readonly<Record<string, readonly [to: string, via: string]>>;
  /** Passes on what is sent to groups from the first LAN to the second; it runs no node. */
  readonly router?: string;
  /** Who waits to be synchronized no longer than a client of a server: within a minute. */
  readonly isPolled?: true;
  /** Whether sockets have to be bound to devices, as the addon's are. */
  readonly needsDevices?: true;
  /** A line each: its number on the page or "-", then prompt and command, or what is printed. */
  readonly script: string;
}

export function comware(example: Omit<Example, "page" | "dialect">): Example {
  return { page: "003", dialect: "comware", ...example };
}

export function vrp(page: Example["page"], example: Omit<Example, "page" | "dialect" | "lans">): Example {
  const lan: Lan = {
    Server: { name: "Ethernet0", ipv4: "10.1.1.1/24", ipv6: "2001:db8::1/64" },
    Client: { name: "Ethernet0", ipv4: "10.1.1.2/24", ipv6: "2001:db8::2/64" },
  };
  return { page, dialect: "vrp", lans: [lan], ...example };
}

const VLAN2 = "Vlan-interface2";
const VLAN3 = "Vlan-interface3";

/** Page 003, its examples 3 to 7, 10 and 11; `page.test.ts` has 1 (lines 1317 to 1428) and 2 (1430 to 1554). */
export const GUIDE_EXAMPLES: readonly Example[] = [
  comware({
    name: "symmetric active/passive",
    lans: [
      {
        DeviceA: { name: VLAN2, ipv4: "3.0.1.31/24" },
        DeviceB: { name: VLAN2, ipv4: "3.0.1.32/24" },
      },
    ],
    script: `
      1587 <DeviceB> system-view
      1589 [DeviceB] ntp-service enable
      1593 [DeviceB] clock protocol ntp
      1599 <DeviceA> system-view
      1601 [DeviceA] ntp-service enable
      1605 [DeviceA] clock protocol ntp
      1610 [DeviceA] ntp-service refclock-master 2
      1616 [DeviceA] ntp-service unicast-peer 3.0.1.32
      1624 [DeviceB] display ntp-service status
      1627 Clock status: synchronized
      1629 Clock stratum: 3
      1631 System peer: 3.0.1.31
      1633 Local mode: sym_passive
      1635 Reference clock ID: 3.0.1.31
      1637 Leap indicator: 00
      1652 System poll interval: 64 s
      1657 [DeviceB] display ntp-service sessions
      1665 [12]3.0.1.31 127.127.1.0 2 62 64 34 0.4251 6.0882 1392.1
      1668 Notes: 1 source(master), 2 source(peer), 3 selected, 4 candidate, 5 configured.
      1671 Total sessions: 1`,
  }),
  comware({
    name: "IPv6 symmetric active/passive",
    lans: [
      {
        DeviceA: { name: VLAN2, ipv6: "3000::35/64" },
        DeviceB: { name: VLAN2, ipv6: "3000::36/64" },
      },
    ],
    // Line 1754 shows a leap indicator of 11, which a synchronized clock never has.
    script: `
      1704 <DeviceB> system-view
      1706 [DeviceB] ntp-service enable
      1710 [DeviceB] clock protocol ntp
      1716 <DeviceA> system-view
      1718 [DeviceA] ntp-service enable
      1722 [DeviceA] clock protocol ntp
      1727 [DeviceA] ntp-service refclock-master 2
      1733 [DeviceA] ntp-service ipv6 unicast-peer 3000::36
      1741 [DeviceB] display ntp-service status
      1744 Clock status: synchronized
      1746 Clock stratum: 3
      1748 System peer: 3000::35
      1750 Local mode: sym_passive
      1769 System poll interval: 64 s
      1774 [DeviceB] display ntp-service ipv6 sessions
      1782 Source: [1234]3000::35
      1784 Reference: 127.127.1.0 Clock stratum: 2
      1787 Reachabilities: 15 Poll interval: 64
      1790 Last receive time: 19 Offset: 0.0
      1793 Roundtrip delay: 0.0 Dispersion: 0.0
      1798 Total sessions: 1`,
  }),
  comware({
    name: "broadcast",
    lans: [
      {
        SwitchC: { name: VLAN2, ipv4: "3.0.1.31/24" },
        SwitchA: { name: VLAN2, ipv4: "3.0.1.30/24" },
        SwitchB: { name: VLAN2, ipv4: "3.0.1.32/24" },
      },
    ],
    script: `
      1835 <SwitchC> system-view
      1837 [SwitchC] ntp-service enable
      1841 [SwitchC] clock protocol ntp
      1846 [SwitchC] ntp-service refclock-master 2
      1852 [SwitchC] interface vlan-interface 2
      1855 [SwitchC-Vlan-interface2] ntp-service broadcast-server
      1862 <SwitchA> system-view
      1864 [SwitchA] ntp-service enable
      1868 [SwitchA] clock protocol ntp
      1873 [SwitchA] interface vlan-interface 2
      1876 [SwitchA-Vlan-interface2] ntp-service broadcast-client
      1883 <SwitchB> system-view
      1885 [SwitchB] ntp-service enable
      1889 [SwitchB] clock protocol ntp
      1894 [SwitchB] interface vlan-interface 2
      1897 [SwitchB-Vlan-interface2] ntp-service broadcast-client
      1908 [SwitchA-Vlan-interface2] display ntp-service status
      1911 Clock status: synchronized
      1913 Clock stratum: 3
      1915 System peer: 3.0.1.31
      1917 Local mode: bclient
      1919 Reference clock ID: 3.0.1.31
      1921 Leap indicator: 00
      1936 System poll interval: 64 s
      1941 [SwitchA-Vlan-interface2] display ntp-service sessions
      1948 [1245]3.0.1.31 127.127.1.0 2 1 64 519 -0.0 0.0022 4.1257
      1954 Total sessions: 1
      - [SwitchB-Vlan-interface2] display ntp-service status
      - Clock stratum: 3
      - System peer: 3.0.1.31`,
  }),
  comware({
    name: "multicast, in the same subnet and across a router",
    lans: [
      {
        SwitchC: { name: VLAN2, ipv4: "3.0.1.31/24" },
        SwitchD: { name: VLAN2, ipv4: "3.0.1.32/24" },
        SwitchB: { name: VLAN2, ipv4: "3.0.1.30/24" },
      },
      {
        SwitchB: { name: VLAN3, ipv4: "1.0.1.10/24" },
        SwitchA: { name: VLAN3, ipv4: "1.0.1.11/24" },
      },
    ],
    routes: { SwitchC: ["1.0.1.0/24", "3.0.1.30"], SwitchA: ["3.0.1.0/24", "1.0.1.10"] },
    // Lines 2104 to 2142 make Switch B a multicast router.
    router: "SwitchB",
    script: `
      1994 <SwitchC> system-view
      1996 [SwitchC] ntp-service enable
      2000 [SwitchC] clock protocol ntp
      2005 [SwitchC] ntp-service refclock-master 2
      2011 [SwitchC] interface vlan-interface 2
      2014 [SwitchC-Vlan-interface2] ntp-service multicast-server
      2021 <SwitchD> system-view
      2023 [SwitchD] ntp-service enable
      2027 [SwitchD] clock protocol ntp
      2032 [SwitchD] interface vlan-interface 2
      2035 [SwitchD-Vlan-interface2] ntp-service multicast-client
      2148 <SwitchA> system-view
      2150 [SwitchA] ntp-service enable
      2154 [SwitchA] clock protocol ntp
      2159 [SwitchA] interface vlan-interface 3
      2162 [SwitchA-Vlan-interface3] ntp-service multicast-client
      2047 [SwitchD-Vlan-interface2] display ntp-service status
      2050 Clock status: synchronized
      2052 Clock stratum: 3
      2054 System peer: 3.0.1.31
      2056 Local mode: bclient
      2058 Reference clock ID: 3.0.1.31
      2060 Leap indicator: 00
      2075 System poll interval: 64 s
      2080 [SwitchD-Vlan-interface2] display ntp-service sessions
      2088 [1245]3.0.1.31 127.127.1.0 2 1 64 519 -0.0 0.0022 4.1257
      2094 Total sessions: 1
      2170 [SwitchA-Vlan-interface3] display ntp-service status
      2173 Clock status: synchronized
      2175 Clock stratum: 3
      2177 System peer: 3.0.1.31
      2179 Local mode: bclient
      2181 Reference clock ID: 3.0.1.31
      2183 Leap indicator: 00
      2198 System poll interval: 64 s
      2203 [SwitchA-Vlan-interface3] display ntp-service sessions
      2211 [1234]3.0.1.31 127.127.1.0 2 247 64 381 -0.0 0.0053 4.5128
      2217 Total sessions: 1`,
  }),
  comware({
    name: "IPv6 multicast, in the same subnet and across a router",
    lans: [
      {
        SwitchC: { name: VLAN2, ipv6: "3000::2/64" },
        SwitchD: { name: VLAN2, ipv6: "3000::3/64" },
        SwitchB: { name: VLAN2, ipv6: "3000::1/64" },
      },
      {
        SwitchB: { name: VLAN3, ipv6: "2000::1/64" },
        SwitchA: { name: VLAN3, ipv6: "2000::2/64" },
      },
    ],
    routes: { SwitchC: ["2000::/64", "3000::1"], SwitchA: ["3000::/64", "2000::1"] },
    // Lines 2378 to 2417 make Switch B a multicast router.
    router: "SwitchB",
    script: `
      2257 <SwitchC> system-view
      2259 [SwitchC] ntp-service enable
      2263 [SwitchC] clock protocol ntp
      2268 [SwitchC] ntp-service refclock-master 2
      2274 [SwitchC] interface vlan-interface 2
      2277 [SwitchC-Vlan-interface2] ntp-service ipv6 multicast-server ff24::1
      2284 <SwitchD> system-view
      2286 [SwitchD] ntp-service enable
      2290 [SwitchD] clock protocol ntp
      2295 [SwitchD] interface vlan-interface 2
      2298 [SwitchD-Vlan-interface2] ntp-service ipv6 multicast-client ff24::1
      2423 <SwitchA> system-view
      2425 [SwitchA] ntp-service enable
      2429 [SwitchA] clock protocol ntp
      2434 [SwitchA] interface vlan-interface 3
      2437 [SwitchA-Vlan-interface3] ntp-service ipv6 multicast-client ff24::1
      2310 [SwitchD-Vlan-interface2] display ntp-service status
      2313 Clock status: synchronized
      2315 Clock stratum: 3
      2317 System peer: 3000::2
      2319 Local mode: bclient
      2324 Leap indicator: 00
      2339 System poll interval: 64 s
      2344 [SwitchD-Vlan-interface2] display ntp-service ipv6 sessions
      2352 Source: [1234]3000::2
      2354 Reference: 127.127.1.0 Clock stratum: 2
      2357 Reachabilities: 111 Poll interval: 64
      2360 Last receive time: 23 Offset: -0.0
      2363 Roundtrip delay: 0.0 Dispersion: 0.0
      2368 Total sessions: 1
      2445 [SwitchA-Vlan-interface3] display ntp-service status
      2448 Clock status: synchronized
      2450 Clock stratum: 3
      2452 System peer: 3000::2
      2454 Local mode: bclient
      2458 Leap indicator: 00
      2473 System poll interval: 64 s
      2478 [SwitchA-Vlan-interface3] display ntp-service ipv6 sessions
      2486 Source: [124]3000::2
      2488 Reference: 127.127.1.0 Clock stratum: 2
      2491 Reachabilities: 2 Poll interval: 64
      2494 Last receive time: 71 Offset: -0.0
      2497 Roundtrip delay: 0.0 Dispersion: 0.0
      2502 Total sessions: 1`,
  }),
  comware({
    name: "client/server in a VPN instance",
    lans: [
      { CE1: { name: VLAN2, ipv4: "10.1.1.1/24" }, PE1: { name: VLAN2, ipv4: "10.1.1.2/24" } },
      { PE1: { name: VLAN3, ipv4: "10.3.1.1/24" }, PE2: { name: VLAN3, ipv4: "10.3.1.2/24" } },
    ],
    routes: { CE1: ["10.3.1.0/24", "10.1.1.2"], PE2: ["10.1.1.0/24", "10.3.1.1"] },
    router: "PE1",
    isPolled: true,
    script: `
      2927 <CE1> system-view
      2929 [CE1] ntp-service enable
      2934 [CE1] ntp-service refclock-master 2
      2941 <PE2> system-view
      - [PE2] ip vpn-instance vpn1
      - [PE2] interface vlan-interface 3
      - [PE2-Vlan-interface3] ip binding vpn-instance vpn1
      - [PE2-Vlan-interface3] quit
      2943 [PE2] ntp-service enable
      2947 [PE2] clock protocol ntp
      2952 [PE2] ntp-service unicast-server 10.1.1.1 vpn-instance vpn1
      2960 [PE2] display ntp-service status
      2962 Clock status: synchronized
      2964 Clock stratum: 3
      2966 System peer: 10.1.1.1
      2968 Local mode: client
      2970 Reference clock ID: 10.1.1.1
      2972 Leap indicator: 00
      2987 System poll interval: 64 s
      2992 [PE2] display ntp-service sessions
      2999 [1245]10.1.1.1 127.127.1.0 2 1 64 519 -0.0 0.0065 0.0
      3005 Total sessions: 1`,
  }),
  comware({
    name: "symmetric active/passive in a VPN instance",
    lans: [{ CE1: { name: VLAN2, ipv4: "10.1.1.1/24" }, PE1: { name: VLAN2, ipv4: "10.1.1.2/24" } }],
    script: `
      3069 <CE1> system-view
      3071 [CE1] ntp-service enable
      3075 [CE1] clock protocol ntp
      3080 [CE1] ntp-service refclock-master 2
      3087 <PE1> system-view
      - [PE1] ip vpn-instance vpn1
      - [PE1] interface vlan-interface 2
      - [PE1-Vlan-interface2] ip binding vpn-instance vpn1
      - [PE1-Vlan-interface2] quit
      3089 [PE1] ntp-service enable
      3093 [PE1] clock protocol ntp
      3098 [PE1] ntp-service unicast-peer 10.1.1.1 vpn-instance vpn1
      3106 [PE1] display ntp-service status
      3108 Clock status: synchronized
      3110 Clock stratum: 3
      3112 System peer: 10.1.1.1
      3114 Local mode: sym_active
      3116 Reference clock ID: 10.1.1.1
      3118 Leap indicator: 00
      3133 System poll interval: 64 s
      3138 [PE1] display ntp-service sessions
      3145 [1245]10.1.1.1 127.127.1.0 2 1 64 519 -0.0 0.0000 0.0
      3151 Total sessions: 1`,
  }),
  comware({
    name: "equal addresses in two VPN instances (lines 248 to 253)",
    lans: [
      { CE1: { name: VLAN2, ipv4: "10.1.1.1/24" }, PE1: { name: VLAN2, ipv4: "10.1.1.2/24" } },
      { CE2: { name: VLAN2, ipv4: "10.1.1.1/24" }, PE1: { name: VLAN3, ipv4: "10.1.1.3/24" } },
    ],
    isPolled: true,
    needsDevices: true,
    script: `
      - <CE1> system-view
      - [CE1] ntp-service enable
      - [CE1] ntp-service refclock-master 2
      - <CE2> system-view
      - [CE2] ntp-service enable
      - <PE1> system-view
      - [PE1] ip vpn-instance vpn1
      - [PE1] ip vpn-instance vpn2
      - [PE1] interface vlan-interface 2
      - [PE1-Vlan-interface2] ip binding vpn-instance vpn1
      - [PE1-Vlan-interface2] interface vlan-interface 3
      - [PE1-Vlan-interface3] ip binding vpn-instance vpn2
      - [PE1-Vlan-interface3] quit
      - [PE1] ntp-service enable
      - [PE1] ntp-service unicast-server 10.1.1.1 vpn-instance vpn1
      - [PE1] ntp-service unicast-server 10.1.1.1 vpn-instance vpn2
      - [PE1] display ntp-service status
      - Clock stratum: 3
      - System peer: 10.1.1.1
      - [PE1] display ntp-service sessions verbose
      - Clock status: configured, master, sane, valid
      - VPN instance: vpn1
      - Clock status: configured, insane
      - VPN instance: vpn2
      - Total sessions: 2`,
  }),
];

/** The server of the procedures: its own clock is all that it needs (page 002, line 53). */
export const MASTER = `
      - <Server> system-view
      - [Server] ntp-service refclock-master 2
      - [Server] commit
      - [Server] return`;

/** What the procedures lead to, as Huawei's references print it. */
const FOLLOWS_SERVER = `
      - [Client] display ntp-service status
      - clock status: synchronized
      - clock stratum: 3
      - reference clock ID: 10.1.1.1
      - [Client] display ntp-service sessions
      - clock source: 10.1.1.1
      - clock stratum: 2
      - reference clock ID: LOCAL(0)`;

/** The same over IPv6. */
const FOLLOWS_SERVER6 = `
      - [Client] display ntp-service status
      - clock status: synchronized
      - clock stratum: 3
      - [Client] display ntp-service ipv6 sessions
      - clock source: 2001:db8::1
      - clock stratum: 2
      - reference clock ID: LOCAL(0)`;

/** Pages 000, 001, 002 and 004, with every parameter that they name but keys. */
export const PROCEDURES: readonly Example[] = [
  vrp("000", {
    name: "multicast, defaults",
    script: `${MASTER}
      9 <Server> system-view
      36 [Server] interface Ethernet 0
      41 [Server-Ethernet0] ntp-service multicast-server
      46 [Server-Ethernet0] commit
      52 <Client> system-view
      88 [Client] interface Ethernet 0
      93 [Client-Ethernet0] ntp-service multicast-client
      102 [Client-Ethernet0] commit${FOLLOWS_SERVER}
      - [Client] display ntp-service sessions verbose
      - local mode: broadcast client`,
  }),
  vrp("000", {
    name: "multicast, every parameter",
    script: `${MASTER}
      9 <Server> system-view
      36 [Server] interface Ethernet 0
      41 [Server-Ethernet0] ntp-service multicast-server 239.1.1.1 ttl 4 version 4 port 123
      46 [Server-Ethernet0] commit
      52 <Client> system-view
      79 [Client] ntp-service max-dynamic-sessions 5
      88 [Client] interface Ethernet 0
      93 [Client-Ethernet0] ntp-service multicast-client 239.1.1.1
      102 [Client-Ethernet0] commit${FOLLOWS_SERVER}`,
  }),
  vrp("000", {
    name: "IPv6 multicast",
    script: `${MASTER}
      9 <Server> system-view
      36 [Server] interface Ethernet 0
      41 [Server-Ethernet0] ntp-service multicast-server ipv6 ttl 8 port 123
      46 [Server-Ethernet0] commit
      52 <Client> system-view
      88 [Client] interface Ethernet 0
      93 [Client-Ethernet0] ntp-service multicast-client ipv6
      102 [Client-Ethernet0] commit${FOLLOWS_SERVER6}`,
  }),
  vrp("001", {
    name: "manycast",
    script: `${MASTER}
      18 <Server> system-view
      24 [Server] interface Ethernet 0
      33 [Server-Ethernet0] ntp manycast-server
      41 [Server-Ethernet0] commit
      49 <Client> system-view
      55 [Client] interface Ethernet 0
      64 [Client-Ethernet0] ntp manycast-client
      75 [Client-Ethernet0] commit${FOLLOWS_SERVER}
      - [Client] display ntp-service sessions verbose
      - clock status: dynamic
      - local mode: client`,
  }),
  vrp("001", {
    name: "IPv6 manycast, every parameter",
    script: `${MASTER}
      18 <Server> system-view
      24 [Server] interface Ethernet 0
      36 [Server-Ethernet0] ntp manycast-server ipv6 ff05::101
      41 [Server-Ethernet0] commit
      49 <Client> system-view
      55 [Client] interface Ethernet 0
      67 [Client-Ethernet0] ntp manycast-client ipv6 ff05::101 ttl 3 port 123
      75 [Client-Ethernet0] commit${FOLLOWS_SERVER6}`,
  }),
  vrp("002", {
    name: "client/server, every parameter",
    isPolled: true,
    script: `${MASTER}
      9 <Client> system-view
      36 [Client] ntp-service source-interface Ethernet 0
      44 [Client] ntp-service unicast-server 10.1.1.1 version 4 source-interface Ethernet 0 preference maxpoll 12 minpoll 5 burst iburst preempt port 123
      54 [Client] commit${FOLLOWS_SERVER}`,
  }),
  vrp("002", {
    name: "client/server in a VPN instance",
    isPolled: true,
    script: `${MASTER}
      9 <Client> system-view
      - [Client] ip vpn-instance vpn1
      - [Client] interface Ethernet 0
      - [Client-Ethernet0] ip binding vpn-instance vpn1
      - [Client-Ethernet0] quit
      36 [Client] ntp-service source-interface Ethernet 0 vpn-instance vpn1
      44 [Client] ntp-service unicast-server 10.1.1.1 vpn-instance vpn1
      54 [Client] commit
      - [Client] display ntp-service status
      - clock stratum: 3
      - reference clock ID: 10.1.1.1
      - [Client] display ntp-service sessions
      - clock source: 10.1.1.1(vpn1)`,
  }),
  vrp("002", {
    name: "IPv6 client/server",
    isPolled: true,
    script: `${MASTER}
      9 <Client> system-view
      36 [Client] ntp-service ipv6 source-interface Ethernet 0
      45 [Client] ntp-service unicast-server ipv6 2001:db8::1 source-interface Ethernet 0 preference maxpoll 10 minpoll 6 burst iburst preempt
      54 [Client] commit${FOLLOWS_SERVER6}`,
  }),
  vrp("004", {
    name: "peers, the passive one with a source interface",
    script: `${MASTER}
      60 <Server> system-view
      87 [Server] ntp-service source-interface Ethernet 0
      98 [Server] commit
      9 <Client> system-view
      36 [Client] ntp-service source-interface Ethernet 0
      44 [Client] ntp-service unicast-peer 10.1.1.1 version 4 source-interface Ethernet 0 preference maxpoll 10 minpoll 6 preempt port 123
      54 [Client] commit${FOLLOWS_SERVER}
      - [Client] display ntp-service sessions verbose
      - clock status: configured
      - local mode: active
      - [Server] display ntp-service sessions verbose
      - clock source: 10.1.1.2
      - clock status: dynamic
      - local mode: passive`,
  }),
  vrp("004", {
    name: "IPv6 peers",
    script: `${MASTER}
      9 <Client> system-view
      36 [Client] ntp-service ipv6 source-interface Ethernet 0
      45 [Client] ntp-service unicast-peer ipv6 2001:db8::1 source-interface Ethernet 0 preference maxpoll 10 minpoll 6 preempt port 123
      54 [Client] commit${FOLLOWS_SERVER6}`,
  }),
];
