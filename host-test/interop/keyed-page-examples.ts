/** What the vendors' guides say of keys, as `page-examples.ts` has the rest: typed as printed. */
import { comware, type Example, MASTER, vrp } from "./page-examples.js";

const VLAN2 = "Vlan-interface2";

/**
 * Only what is authenticated is believed, and by which key. The pages leave it out, but without it nothing would
 * be authenticated.
 */
const authenticating = (device: string, key: number): string => `
      - [${device}] ntp-service authentication enable
      - [${device}] ntp-service reliable authentication-keyid ${key}`;

const FOLLOWS_SERVER = `
      - [Client] display ntp-service status
      - clock status: synchronized
      - clock stratum: 3
      - reference clock ID: 10.1.1.1`;

/** Page 003, its examples 8 and 9. */
export const KEYED_GUIDE_EXAMPLES: readonly Example[] = [
  comware({
    name: "authentication in client/server mode",
    lans: [
      {
        DeviceA: { name: VLAN2, ipv4: "1.0.1.11/24" },
        DeviceB: { name: VLAN2, ipv4: "1.0.1.12/24" },
      },
    ],
    isPolled: true,
    script: `
      2540 <DeviceA> system-view
      2542 [DeviceA] ntp-service enable
      2547 [DeviceA] ntp-service refclock-master 2
      2554 <DeviceB> system-view
      2556 [DeviceB] ntp-service enable
      2560 [DeviceB] clock protocol ntp
      2564 [DeviceB] ntp-service authentication enable
      2570 [DeviceB] ntp-service authentication-keyid 42 authentication-mode md5 simple aNiceKey
      2575 [DeviceB] ntp-service reliable authentication-keyid 42
      2581 [DeviceB] ntp-service unicast-server 1.0.1.11 authentication-keyid 42
      2591 [DeviceA] ntp-service authentication enable
      2597 [DeviceA] ntp-service authentication-keyid 42 authentication-mode md5 simple aNiceKey
      2602 [DeviceA] ntp-service reliable authentication-keyid 42
      2610 [DeviceB] display ntp-service status
      2612 Clock status: synchronized
      2614 Clock stratum: 3
      2616 System peer: 1.0.1.11
      2618 Local mode: client
      2620 Reference clock ID: 1.0.1.11
      2622 Leap indicator: 00
      2637 System poll interval: 64 s
      2642 [DeviceB] display ntp-service sessions
      2649 [1245]1.0.1.11 127.127.1.0 2 1 64 519 -0.0 0.0065 0.0
      2652 Notes: 1 source(master), 2 source(peer), 3 selected, 4 candidate, 5 configured.
      2655 Total sessions: 1`,
  }),
  comware({
    name: "authentication in broadcast mode",
    lans: [
      {
        SwitchC: { name: VLAN2, ipv4: "3.0.1.31/24" },
        SwitchA: { name: VLAN2, ipv4: "3.0.1.30/24" },
        SwitchB: { name: VLAN2, ipv4: "3.0.1.32/24" },
      },
    ],
    script: `
      2698 <SwitchA> system-view
      2700 [SwitchA] ntp-service enable
      2704 [SwitchA] clock protocol ntp
      2710 [SwitchA] ntp-service authentication enable
      2713 [SwitchA] ntp-service authentication-keyid 88 authentication-mode md5 simple 123456
      2716 [SwitchA] ntp-service reliable authentication-keyid 88
      2722 [SwitchA] interface vlan-interface 2
      2725 [SwitchA-Vlan-interface2] ntp-service broadcast-client
      2732 <SwitchB> system-view
      2734 [SwitchB] ntp-service enable
      2738 [SwitchB] clock protocol ntp
      2744 [SwitchB] ntp-service authentication enable
      2747 [SwitchB] ntp-service authentication-keyid 88 authentication-mode md5 simple 123456
      2750 [SwitchB] ntp-service reliable authentication-keyid 88
      2756 [SwitchB] interface vlan-interface 2
      2759 [SwitchB-Vlan-interface2] ntp-service broadcast-client
      2766 <SwitchC> system-view
      2768 [SwitchC] ntp-service enable
      2772 [SwitchC] clock protocol ntp
      2777 [SwitchC] ntp-service refclock-master 3
      2783 [SwitchC] interface vlan-interface 2
      2786 [SwitchC-Vlan-interface2] ntp-service broadcast-server
      2789 [SwitchC-Vlan-interface2] quit
      2797 [SwitchB-Vlan-interface2] display ntp-service status
      2800 Clock status: unsynchronized
      2802 Clock stratum: 16
      2804 Reference clock ID: none
      2812 [SwitchC] ntp-service authentication enable
      2815 [SwitchC] ntp-service authentication-keyid 88 authentication-mode md5 simple 123456
      2818 [SwitchC] ntp-service reliable authentication-keyid 88
      2783 [SwitchC] interface vlan-interface 2
      2827 [SwitchC-Vlan-interface2] ntp-service broadcast-server authentication-keyid 88
      2835 [SwitchB-Vlan-interface2] display ntp-service status
      2838 Clock status: synchronized
      2840 Clock stratum: 4
      2842 System peer: 3.0.1.31
      2844 Local mode: bclient
      2846 Reference clock ID: 3.0.1.31
      2848 Leap indicator: 00
      2863 System poll interval: 64 s
      2868 [SwitchB-Vlan-interface2] display ntp-service sessions
      2876 [1245]3.0.1.31 127.127.1.0 3 3 64 68 -0.0 0.0000 0.0
      2879 Notes: 1 source(master), 2 source(peer), 3 selected, 4 candidate, 5 configured.
      2882 Total sessions: 1`,
  }),
];

/** The key lines of Huawei's procedures, in the procedures. */
export const KEYED_PROCEDURES: readonly Example[] = [
  vrp("000", {
    name: "multicast with a key",
    script: `${MASTER}
      9 <Server> system-view
      14 [Server] ntp-service authentication-keyid 7 authentication-mode hmac-sha256 Multicast-key7
      27 [Server] ntp-service authentication-password complexity-check enable${authenticating("Server", 7)}
      36 [Server] interface Ethernet 0
      41 [Server-Ethernet0] ntp-service multicast-server authentication-keyid 7
      46 [Server-Ethernet0] commit
      52 <Client> system-view
      57 [Client] ntp-service authentication-keyid 7 authentication-mode hmac-sha256 cipher Multicast-key7
      70 [Client] ntp-service authentication-password complexity-check enable${authenticating("Client", 7)}
      88 [Client] interface Ethernet 0
      93 [Client-Ethernet0] ntp-service multicast-client
      102 [Client-Ethernet0] commit${FOLLOWS_SERVER}`,
  }),
  vrp("001", {
    name: "manycast with a key",
    script: `${MASTER}
      18 <Server> system-view
      - [Server] ntp-service authentication-keyid 7 authentication-mode aes-128-cmac Sixteen-letters!${authenticating("Server", 7)}
      24 [Server] interface Ethernet 0
      33 [Server-Ethernet0] ntp manycast-server
      41 [Server-Ethernet0] commit
      49 <Client> system-view
      - [Client] ntp-service authentication-keyid 7 authentication-mode aes-128-cmac Sixteen-letters!${authenticating("Client", 7)}
      55 [Client] interface Ethernet 0
      64 [Client-Ethernet0] ntp manycast-client authentication-keyid 7
      75 [Client-Ethernet0] commit${FOLLOWS_SERVER}`,
  }),
  vrp("002", {
    name: "client/server with a key",
    isPolled: true,
    script: `${MASTER}
      - <Server> system-view
      - [Server] ntp-service authentication-keyid 4294967295 authentication-mode aes-256-cmac Thirty-two-letters-and-not-fewer${authenticating("Server", 4294967295)}
      - [Server] commit
      9 <Client> system-view
      14 [Client] ntp-service authentication-keyid 4294967295 authentication-mode aes-256-cmac Thirty-two-letters-and-not-fewer
      27 [Client] ntp-service authentication-password complexity-check enable${authenticating("Client", 4294967295)}
      44 [Client] ntp-service unicast-server 10.1.1.1 version 4 authentication-keyid 4294967295 source-interface Ethernet 0 preference
      54 [Client] commit${FOLLOWS_SERVER}`,
  }),
  vrp("004", {
    name: "peers with a key",
    script: `${MASTER}
      60 <Server> system-view
      - [Server] undo crypto weak-algorithm disable
      65 [Server] ntp-service authentication-keyid 7 authentication-mode md5 Peers-share-this7
      78 [Server] ntp-service authentication-password complexity-check enable${authenticating("Server", 7)}
      98 [Server] commit
      9 <Client> system-view
      - [Client] undo crypto weak-algorithm disable
      14 [Client] ntp-service authentication-keyid 7 authentication-mode md5 cipher Peers-share-this7
      27 [Client] ntp-service authentication-password complexity-check enable${authenticating("Client", 7)}
      44 [Client] ntp-service unicast-peer 10.1.1.1 authentication-keyid 7
      54 [Client] commit${FOLLOWS_SERVER}
      - [Server] display ntp-service sessions verbose
      - clock source: 10.1.1.2
      - clock status: dynamic
      - local mode: passive`,
  }),
];
