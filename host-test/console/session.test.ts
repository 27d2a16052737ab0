/** Whole sessions, as a person at the terminal sees them: what is typed stands behind the prompt. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Configuration } from "../../src/config/configuration.js";
import { Session } from "../../src/console/session.js";
import { SocketError } from "../../src/runtime/ports.js";
import { seeded } from "../support/random.js";
import { RANDOM_LINES } from "../config/context.js";
import { FakeNode, hostOf } from "./fake-node.js";

class Console {
  text = "";
  readonly session: Session;

  constructor(
    readonly node: FakeNode,
    readonly isInteractive = true,
  ) {
    const write = (text: string): void => void (this.text += text);
    this.session = new Session(hostOf(node, { version: "1.2.3" }), { isInteractive, write });
  }

  type(...lines: string[]): string[] {
    for (const line of lines) {
      if (this.isInteractive) this.text += `${this.session.prompt}${line}\n`;
      this.session.execute(line);
    }
    return this.take();
  }

  take(): string[] {
    const lines = this.text.split("\n").slice(0, -1);
    this.text = "";
    return lines;
  }
}

/** Lines that are typed stand behind a prompt; all others are what the console says. */
const TYPED = /^(?:<[^>]*>|\[Y[^\]]*\]:|\[[^\]]*\])/;

/** Types what stands behind the prompts of `script`, and answers all that is then on the screen. */
function play(node: FakeNode, script: string): string[] {
  const screen = new Console(node);
  return screen.type(
    ...script
      .split("\n")
      .filter(line => TYPED.test(line))
      .map(line => line.replace(TYPED, "")),
  );
}

const SCRIPTS: { name: string; dialect: Dialect; script: string }[] = [
  {
    name: "the guide's first example",
    dialect: Dialect.Comware,
    script: `<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]sysname DeviceB
[DeviceB]ntp-service enable
[DeviceB]clock protocol ntp
[DeviceB]ntp-service unicast-server 1.0.1.12
[DeviceB]interface vlan-interface 2
[DeviceB-Vlan-interface2]undo ntp-service inbound enable
[DeviceB-Vlan-interface2]display this
#
interface Vlan-interface2
 undo ntp-service inbound enable
#
return
[DeviceB-Vlan-interface2]interface lo
[DeviceB-lo]quit
[DeviceB]display current-configuration
#
sysname DeviceB
#
ntp-service enable
ntp-service unicast-server 1.0.1.12
#
interface Vlan-interface2
 undo ntp-service inbound enable
#
return
[DeviceB]return
<DeviceB>quit`,
  },
  {
    name: "in comware there is nothing to commit",
    dialect: Dialect.Comware,
    script: `<xs-ntp>sys
System View: return to User View with Ctrl+Z.
[xs-ntp]commit
There is nothing to commit: commands take effect at once.
[xs-ntp]ntp dscp 3
[xs-ntp]display configuration candidate
#
ntp-service dscp 3
#
return
[xs-ntp]clear configuration candidate
[xs-ntp]display configuration candidate
#
ntp-service dscp 3
#
return
[xs-ntp]quit
<xs-ntp>`,
  },
  {
    name: "access lists",
    dialect: Dialect.Comware,
    script: `<xs-ntp>display acl all
There is no such access list.
<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]acl basic 2000
[xs-ntp-acl-ipv4-basic-2000]rule permit source 192.0.2.77 0.0.0.255
[xs-ntp-acl-ipv4-basic-2000]rule deny
[xs-ntp-acl-ipv4-basic-2000]rule permit source 2001:db8:: 32
                                               ^
% Wrong parameter found at '^' position.
This is the list of IPv4 addresses.
[xs-ntp-acl-ipv4-basic-2000]display this
#
acl basic 2000
 rule 0 permit source 192.0.2.0 0.0.0.255
 rule 5 deny
#
return
[xs-ntp-acl-ipv4-basic-2000]ntp-service access peer acl 2000
[xs-ntp]acl ipv6 basic 2000
[xs-ntp-acl-ipv6-basic-2000]rule 3 permit source 2001:db8::/32
[xs-ntp-acl-ipv6-basic-2000]undo rule 4
% There is no such configuration.
[xs-ntp-acl-ipv6-basic-2000]quit
[xs-ntp]acl 2001
[xs-ntp-acl-ipv4-basic-2001]display acl all
Basic IPv4 ACL 2000, 2 rules,
ACL's step is 5, start ID is 0
 rule 0 permit source 192.0.2.0 0.0.0.255
 rule 5 deny
Basic IPv4 ACL 2001, 0 rules,
ACL's step is 5, start ID is 0
[xs-ntp-acl-ipv4-basic-2001]display acl ipv6 2000
Basic IPv6 ACL 2000, 1 rule,
ACL's step is 5, start ID is 0
 rule 3 permit source 2001:db8::/32
[xs-ntp-acl-ipv4-basic-2001]display acl ipv6 2001
There is no such access list.
[xs-ntp-acl-ipv4-basic-2001]undo acl 2001
[xs-ntp]undo acl 2001
% There is no such configuration.
[xs-ntp]display current-configuration
#
acl basic 2000
 rule 0 permit source 192.0.2.0 0.0.0.255
 rule 5 deny
#
acl ipv6 basic 2000
 rule 3 permit source 2001:db8::/32
#
ntp-service access peer acl 2000
#
return
[xs-ntp]acl 2000
[xs-ntp-acl-ipv4-basic-2000]#
[xs-ntp]acl 2000
[xs-ntp-acl-ipv4-basic-2000]return
<xs-ntp>`,
  },
  {
    name: "access lists, in vrp",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]acl number 2000
[*xs-ntp-acl4-basic-2000]rule permit source 192.0.2.1 0
[*xs-ntp-acl4-basic-2000]rule deny
[*xs-ntp-acl4-basic-2000]display acl 2000
There is no such access list.
[*xs-ntp-acl4-basic-2000]commit
[~xs-ntp-acl4-basic-2000]display acl 2000
Basic ACL 2000, 2 rules
Acl's step is 5
 rule 5 permit source 192.0.2.1 0
 rule 10 deny
[~xs-ntp-acl4-basic-2000]acl ipv6 2001
[*xs-ntp-acl6-basic-2001]undo acl ipv6 number 2001
[~xs-ntp]acl 2000
[~xs-ntp-acl4-basic-2000]quit
[~xs-ntp]quit
<xs-ntp>`,
  },
  {
    name: "mistakes, each under its word",
    dialect: Dialect.Comware,
    script: `<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]ntp-service unicast-server 192.0.2.1 maxpoll 99
                                                     ^
% Wrong parameter found at '^' position.
Expected: maxpoll INTEGER<4-17>.
[xs-ntp]  ntp-service   uincast-server 192.0.2.1
                        ^
% Unrecognized command found at '^' position.
Expected: enable, disable, server, ipv6, dscp, source, source-interface,
  max-distance, refclock-master, refclock, access, peer, acl, synchronization,
  query, limited, noquery, kod-enable, discard, authentication,
  authentication-password, authentication-keyid, reliable, trusted,
  max-dynamic-sessions, broadcast-delay, step-threshold, panic-threshold,
  sync-interval, slew-rate, leap, leap-smear, rtc, unicast-server, unicast-peer,
  time-offset-threshold, heartbeat-interval.
[xs-ntp]clock
             ^
% Incomplete command found at '^' position.
Expected: protocol, timezone.
[xs-ntp]ntp-service unicast-server a pre
                                     ^
% Ambiguous command found at '^' position.
May be preference, preferred, preempt.
[xs-ntp]ntp-service unicast-server 224.0.1.1
                                   ^
% Wrong parameter found at '^' position.
A multicast address is no server's address.
[xs-ntp]sysname 時計
[時計]sysname 時計 x
                   ^
% Unrecognized command found at '^' position.
Nothing more is expected.
[時計]undo sysname
[xs-ntp]undo ntp-service unicast-server 192.0.2.1
% There is no such configuration.
[xs-ntp]undo ntp-service dscp
[xs-ntp]# a comment
[xs-ntp]! another
[xs-ntp]
[xs-ntp]return
<xs-ntp>sysname A
        ^
% Unrecognized command found at '^' position.
Expected: system-view, quit, return, save, reset, display, reboot, clock,
  ntp-service, rollback, debugging, undo, terminal, screen-length.`,
  },
  {
    name: "saving",
    dialect: Dialect.Comware,
    script: `<xs-ntp>display saved-configuration
There is no saved configuration.
<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]sysname A
[A]save
The current configuration will be written to the device. Are you sure?
[Y/N]:n
[A]display saved-configuration
There is no saved configuration.
[A]save safely
The current configuration will be written to the device. Are you sure?
[Y/N]:y
Configuration is saved to device successfully.
[A]sysname B
[B]display saved-configuration
#
sysname A
#
return
[B]return
<B>save safely force
Configuration is saved to device successfully.
<B>reset saved-configuration
The saved configuration will be erased. Are you sure?
[Y/N]:maybe
The saved configuration will be erased. Are you sure?
[Y/N]:n
<B>dis saved
#
sysname B
#
return
<B>reset saved-configuration
The saved configuration will be erased. Are you sure?
[Y/N]:y
Configuration is cleared.
<B>dis saved
There is no saved configuration.
<B>reset saved-configuration
There is no saved configuration.`,
  },
  {
    name: "saving, in vrp",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>save
Warning: The current configuration will be written to the device. Are you sure to continue?
[Y/N]:y
Info: Save the configuration successfully.
<xs-ntp>reset saved-configuration
Warning: The action will delete the saved configuration on the device. Continue?
[Y/N]:y
Info: Clear the configuration in the device successfully.`,
  },
  {
    name: "a candidate, committed",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname DeviceA
[*xs-ntp]ntp-service unicast-server 10.1.1.1 preference
[*xs-ntp]display current-configuration
#
return
[*xs-ntp]display configuration candidate
#
sysname DeviceA
#
ntp-service unicast-server 10.1.1.1 preference
#
return
[*xs-ntp]interface ethernet 0
[*xs-ntp-Ethernet0]undo ntp-service inbound enable
[*xs-ntp-Ethernet0]commit
[~DeviceA-Ethernet0]quit
[~DeviceA]display current-configuration
#
sysname DeviceA
#
ntp-service unicast-server 10.1.1.1 preference
#
interface Ethernet0
 undo ntp-service inbound enable
#
return
[~DeviceA]quit
<DeviceA>quit`,
  },
  {
    name: "display this: what is running in this view, and nothing where there is no such view yet",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]display this
#
return
[~xs-ntp]sysname A
[*xs-ntp]ntp-service dscp 3
[*xs-ntp]acl 2000
[*xs-ntp-acl4-basic-2000]user-interface vty 0 4
[*xs-ntp-ui-vty0-4]display this
#
return
[*xs-ntp-ui-vty0-4]commit
[~A-ui-vty0-4]display this
#
user-interface vty 0 4
#
return
[~A-ui-vty0-4]pim
              ^
Error: Not supported by this device.
[~A-pim]display this
#
return
[~A-pim]quit
[~A]display this
#
sysname A
#
ntp-service dscp 3
#
return
[~A]interface lo
[~A-lo]display this
#
interface lo
#
return`,
  },
  {
    name: "a candidate that comes to nothing has no mark",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]ntp-service enable
[~xs-ntp]undo ntp-service enable
[*xs-ntp]ntp-service enable
[~xs-ntp]ntp-service dscp 1
[*xs-ntp]undo ntp-service dscp
[~xs-ntp]commit
[~xs-ntp]ntp-service dscp 1
[*xs-ntp]clear configuration candidate
[~xs-ntp]quit
<xs-ntp>`,
  },
  {
    name: "leaving with changes: cancel, no, yes",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]quit
Warning: Uncommitted configurations found. Are you sure to commit them before exiting?
[Y(yes)/N(no)/C(cancel)]:
Warning: Uncommitted configurations found. Are you sure to commit them before exiting?
[Y(yes)/N(no)/C(cancel)]:what
Warning: Uncommitted configurations found. Are you sure to commit them before exiting?
[Y(yes)/N(no)/C(cancel)]:c
[*xs-ntp]return
Warning: Uncommitted configurations found. Are you sure to commit them before exiting?
[Y(yes)/N(no)/C(cancel)]:N
<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]interface lo
[*xs-ntp-lo]return
Warning: Uncommitted configurations found. Are you sure to commit them before exiting?
[Y(yes)/N(no)/C(cancel)]: yes
<A>`,
  },
  {
    name: "immediate mode ends with the system view",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view immediately
Enter system view, return user view with Ctrl+Z.
[xs-ntp]sysname A
[A]interface lo
[A-lo]undo ntp-service inbound enable
[A-lo]quit
[A]commit
There is nothing to commit: commands take effect at once.
[A]return
<A>system-view
Enter system view, return user view with Ctrl+Z.
[~A]sysname B
[*A]clear configuration candidate
[~A]`,
  },
  {
    name: "what the device says of itself",
    dialect: Dialect.Comware,
    script: `<xs-ntp>display version
xs-ntp, Version 1.2.3
NTP versions 1 to 4 over IPv4 and IPv6
Uptime is 1 weeks, 2 days, 3 hours, 4 minutes
<xs-ntp>display interface brief
Interface            Link Device          IP address
Vlan-interface2      UP   eth0            1.0.1.11
                                          3000::34
lo                   UP   lo              127.0.0.1
Ethernet0            DOWN eth1            --
<xs-ntp>display clock
18:28:02.573 UTC Wed 12/29/2010
<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]clock timezone Z5 add 05:31
[xs-ntp]display clock
23:59:02.573 Z5 Wed 12/29/2010
Time Zone : Z5 add 05:31:00
[xs-ntp]clock timezone Z6 add 6:00
[xs-ntp]display clock
00:28:02.573 Z6 Thu 12/30/2010
Time Zone : Z6 add 06:00:00`,
  },
  {
    name: "in an interface's view, a lone # and commands of the system view lead back",
    dialect: Dialect.Comware,
    script: `<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]interface lo
[xs-ntp-lo]# a comment
[xs-ntp-lo] #
[xs-ntp]#
[xs-ntp]interface lo
[xs-ntp-lo]sysname A
[A]interface lo
[A-lo]sysname
             ^
% Incomplete command found at '^' position.
Expected: STRING<1-64> (name in the prompt).
[A-lo]undo sysname
[xs-ntp]return
<xs-ntp>#
<xs-ntp>`,
  },
  {
    name: "in an interface's view, what may be one of its commands is no command of the system view",
    dialect: Dialect.Comware,
    script: `<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]interface lo
[xs-ntp-lo]ntp-service b 5000
                       ^
% Ambiguous command found at '^' position.
May be broadcast-server, broadcast-client.
[xs-ntp-lo]ntp-service broadcast-d 5000
[xs-ntp]`,
  },
  {
    name: "what is known and not supported yet",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view immediately
Enter system view, return user view with Ctrl+Z.
[xs-ntp]undo clock summer-time
                   ^
Error: Not supported yet.
[xs-ntp]interface lo
[xs-ntp-lo]clock summer-time x
                 ^
Error: Not supported yet.
[xs-ntp-lo]return
<xs-ntp>`,
  },
  {
    name: "groups of an interface, with the caret under what is none",
    dialect: Dialect.Comware,
    script: `<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]interface vlan-interface 2
[xs-ntp-Vlan-interface2]ntp-service multicast-server 192.0.2.1
                                                     ^
% Wrong parameter found at '^' position.
This is no multicast address.
[xs-ntp-Vlan-interface2]ntp-service multicast-server ipv6
                                                         ^
% Incomplete command found at '^' position.
Expected: X:X::X:X (IPv6 multicast address).
[xs-ntp-Vlan-interface2]ntp-service ipv6 multicast-server ff24::1
[xs-ntp-Vlan-interface2]ntp manycast-client ttl 8
[xs-ntp-Vlan-interface2]ntp-service broadcast-client
[xs-ntp-Vlan-interface2]display this
#
interface Vlan-interface2
 ntp-service ipv6 multicast-server ff24::1
 ntp-service manycast-client ttl 8
 ntp-service broadcast-client
#
return
[xs-ntp-Vlan-interface2]undo ntp-service multicast-server
% There is no such configuration.
[xs-ntp-Vlan-interface2]undo ntp-service ipv6 multicast-server ff24::1
[xs-ntp-Vlan-interface2]undo ntp-service manycast-client
[xs-ntp-Vlan-interface2]undo ntp-service broadcast-client
[xs-ntp-Vlan-interface2]display this
#
interface Vlan-interface2
#
return`,
  },
  {
    name: "a VPN instance of the candidate may be named at once, and takes with it what names it",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]ntp-service unicast-server 10.1.1.1 vpn-instance vpn1
                                                          ^
Error: Wrong parameter found at '^' position.
There is no such VPN instance; ip vpn-instance has to declare it first.
[~xs-ntp]ip vpn-instance vpn1
[*xs-ntp-vpn-instance-vpn1]ntp-service unicast-server 10.1.1.1 vpn-instance vpn1 preference
[*xs-ntp]interface ethernet 0
[*xs-ntp-Ethernet0]ip binding vpn-instance vpn1
[*xs-ntp-Ethernet0]ntp manycast-server ipv6
[*xs-ntp-Ethernet0]commit
[~xs-ntp-Ethernet0]display current-configuration
#
ip vpn-instance vpn1
#
ntp-service unicast-server 10.1.1.1 vpn-instance vpn1 preference
#
interface Ethernet0
 ip binding vpn-instance vpn1
 ntp-service manycast-server ipv6
#
return
[~xs-ntp-Ethernet0]quit
[~xs-ntp]undo ip vpn-instance vpn1
Info: 2 more lines that name it went with it.
[*xs-ntp]display configuration candidate
#
interface Ethernet0
 ntp-service manycast-server ipv6
#
return
[*xs-ntp]commit
[~xs-ntp]undo ip vpn-instance vpn1
Error: There is no such configuration.
[~xs-ntp]`,
  },
  {
    name: "in the view of a VPN instance routers say what this device has no use for",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>system-view immediately
Enter system view, return user view with Ctrl+Z.
[xs-ntp]ip vpn-instance red
[xs-ntp-vpn-instance-red]route-distinguisher 100:1
                         ^
Error: Not supported by this device.
[xs-ntp-vpn-instance-red]ipv4-family
                         ^
Error: Not supported by this device.
[xs-ntp-vpn-instance-red-af-ipv4]vpn-target 100:1 both
                                 ^
Error: Not supported by this device.
[xs-ntp-vpn-instance-red-af-ipv4]quit
[xs-ntp-vpn-instance-red]display this
#
ip vpn-instance red
#
return
[xs-ntp-vpn-instance-red]colour red
                         ^
Error: Unrecognized command found at '^' position.
Expected: interface, quit, return, clear, save, display, commit, abort.
[xs-ntp-vpn-instance-red]ipv6-family
                         ^
Error: Not supported by this device.
[xs-ntp-vpn-instance-red-af-ipv6]ntp-service unicast-server 10.1.1.1 vpn-instance red
[xs-ntp]ip vpn-instance red
[xs-ntp-vpn-instance-red]undo ip vpn-instance red
Info: 1 more lines that name it went with it.
[xs-ntp]`,
  },
  {
    name: "views of routers that this device does not have end where they do there",
    dialect: Dialect.Comware,
    script: `<xs-ntp>multicast routing
        ^
% Not supported by this device.
<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]multicast routing
        ^
% Not supported by this device.
[xs-ntp-mrib]quit
[xs-ntp]interface vlan-interface 2
[xs-ntp-Vlan-interface2]pim dm
                        ^
% Not supported by this device.
[xs-ntp-Vlan-interface2]mpls
                        ^
% Not supported by this device.
[xs-ntp-Vlan-interface2]vlan 3
                        ^
% Not supported by this device.
[xs-ntp-vlan3]port ten-gigabitethernet 1/0/1
              ^
% Not supported by this device.
[xs-ntp-vlan3]undo name
                   ^
% Not supported by this device.
[xs-ntp-vlan3]interface eth9
                        ^
% Wrong parameter found at '^' position.
There is no such interface; there are Vlan-interface2, lo, Ethernet0, eth0,
  eth1.
[xs-ntp-vlan3]ospf
              ^
% Not supported by this device.
[xs-ntp-ospf-1]area 0
               ^
% Not supported by this device.
[xs-ntp-ospf-1-area-0.0.0.0]network 10.0.0.0 0.0.0.255
                            ^
% Not supported by this device.
[xs-ntp-ospf-1-area-0.0.0.0]quit
[xs-ntp-ospf-1]area 0.0.0.5
               ^
% Not supported by this device.
[xs-ntp-ospf-1-area-0.0.0.5]#
[xs-ntp]acl 3000
            ^
% Not supported by this device.
Expected: INTEGER<2000-2999> (number of a basic access list).
[xs-ntp-acl-adv-3000]sysname A
[A]pim
   ^
% Not supported by this device.
[A-pim]return
<A>`,
  },
  {
    name: "the time, in vrp",
    dialect: Dialect.Vrp,
    script: `<xs-ntp>display clock
2010-12-29 18:28:02
Wednesday
Time Zone(Default Zone Name) : UTC+00:00
<xs-ntp>system-view immediately
Enter system view, return user view with Ctrl+Z.
[xs-ntp]clock timezone NY minus 05:00:00
[xs-ntp]display clock
2010-12-29 13:28:02-05:00
Wednesday
Time Zone(NY) : UTC-05:00`,
  },
];

describe("a session", () => {
  for (const { name, dialect, script } of SCRIPTS)
    it(name, () => {
      const node = new FakeNode(dialect);
      node.status.counterSec = ((7 + 2) * 24 + 3) * 3600 + 4 * 60 + 5;
      node.status.clock = [0xd0c5fc32, 0x92c70b1e];
      assert.deepEqual(play(node, script), script.split("\n"));
    });

  it("a list that another console has taken away takes no rules", () => {
    const node = new FakeNode(Dialect.Comware);
    const [one, other] = [new Console(node), new Console(node)];
    one.type("system-view", "acl 2000", "rule permit");
    other.type("system-view", "undo acl 2000");
    assert.deepEqual(one.type("rule deny").slice(1), ["% There is no such configuration."]);
    assert.deepEqual(node.configuration.running.lines(), []);
    one.type("acl 2000");
    assert.deepEqual(node.configuration.running.lines(), ["acl basic 2000", "#"]);
  });

  it("through a pipe prints only what commands print, and puts the caret under the line alone", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    assert.deepEqual(screen.type("system-view", "sysname A", "ntp foo"), [
      "    ^",
      "% Unrecognized command found at '^' position.",
      "Expected: enable, disable, server, ipv6, dscp, source, source-interface,",
      "  max-distance, refclock-master, refclock, access, peer, acl, synchronization,",
      "  query, limited, noquery, kod-enable, discard, authentication,",
      "  authentication-password, authentication-keyid, reliable, trusted,",
      "  max-dynamic-sessions, broadcast-delay, step-threshold, panic-threshold,",
      "  sync-interval, slew-rate, leap, leap-smear, rtc, unicast-server, unicast-peer,",
      "  time-offset-threshold, heartbeat-interval.",
    ]);
    assert.deepEqual(screen.type("display saved-configuration"), ["There is no saved configuration."]);
  });

  it("filters lines as they are shown: of VRP, errors by its word for them", () => {
    const screen = new Console(new FakeNode(Dialect.Vrp), false);
    screen.type("system-view", "sysname A", "commit");
    assert.deepEqual(screen.type("display configuration commit changes last 2 | include Error"), [
      "Error: There is only one commit.",
    ]);
  });

  it("runs nothing where the expression behind the bar is none", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    assert.deepEqual(screen.type("display version | include a["), [
      `${" ".repeat("display version | include ".length)}^`,
      "% Wrong parameter found at '^' position.",
      "The bracket is not closed: ] has to follow, or \\ to stand before it.",
    ]);
  });

  it("through a pipe what belongs to a wrong line is left out with it, to the end of its view", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    const lines = ["interface eth9", "ntp-service broadcast-client", "quit", "sysname A"];
    assert.deepEqual(screen.type("system-view", ...lines).slice(4), [
      "            ^",
      "% Left out with the line that leads to its view.",
    ]);
    assert.equal(screen.session.prompt, "[A]");
  });

  it("through a pipe the question is printed", () => {
    const screen = new Console(new FakeNode(Dialect.Vrp), false);
    const lines = screen.type("system-view", "sysname A", "quit", "y");
    assert.equal(lines.length, 1);
    assert.match(lines[0], /\[Y\(yes\)\/N\(no\)\/C\(cancel\)\]:$/);
    assert.equal(screen.session.prompt, "<A>");
  });

  it("through a pipe it is repeated until the next line is an answer, and the end of input is no", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    const question = "The current configuration will be written to the device. Are you sure? [Y/N]:";
    assert.deepEqual(screen.type("save", "display clock"), [question, question]);
    screen.session.endInput();
    assert.deepEqual(screen.take(), ["% Not answered: taken for N."]);
    assert.deepEqual(screen.type("display saved-configuration"), ["There is no saved configuration."]);
    screen.session.endInput();
    assert.deepEqual(screen.take(), []);
  });

  it("warns that a save loses what was left out at the start, and then nothing is", () => {
    const node = new FakeNode(Dialect.Comware);
    const dropped = [{ line: 1, text: "foo", why: "unknown" }];
    const startup = { running: new Configuration(Dialect.Comware), dropped, troubles: [] };
    const { configuration } = new FakeNode(Dialect.Comware, node.configuration.host.store, startup);
    Object.assign(node, { configuration });
    const screen = new Console(node, false);
    assert.deepEqual(screen.type("display configuration dropped"), ["1: foo", "   unknown"]);
    assert.deepEqual(screen.type("save", "n").slice(0, 2), [
      "Warning: 1 line of the saved configuration, left out at the start, will be lost:",
      "display configuration dropped shows them.",
    ]);
    assert.deepEqual(screen.type("display configuration dropped"), ["1: foo", "   unknown"]);
    assert.equal(screen.type("save force").length, 3);
    assert.deepEqual(screen.type("save force", "display configuration dropped").slice(1), [
      "Nothing was left out.",
    ]);
  });

  it("is over when the user view is left, not before", () => {
    const { session } = new Console(new FakeNode(Dialect.Comware));
    for (const line of ["system-view", "quit", "return"]) session.execute(line);
    assert.equal(session.isOver, false);
    session.execute("quit");
    assert.equal(session.isOver, true);
  });

  it("hands the node each change at once in comware, and in vrp at commit", () => {
    for (const dialect of [Dialect.Comware, Dialect.Vrp]) {
      const node = new FakeNode(dialect);
      const { session } = new Console(node);
      session.execute("system-view");
      session.execute("ntp-service dscp 5");
      assert.equal(node.status.settings.dscp4, dialect === Dialect.Comware ? 5 : 48);
      session.execute("commit");
      assert.equal(node.status.settings.dscp4, 5);
    }
  });

  it("several share the running configuration; a commit keeps what others committed meanwhile", () => {
    const node = new FakeNode(Dialect.Vrp);
    const one = new Console(node).session;
    const other = new Console(node).session;
    for (const session of [one, other]) session.execute("system-view");
    one.execute("ntp-service dscp 1");
    other.execute("ntp-service ipv6 dscp 2");
    assert.equal(other.candidate.settings().dscp4, 48);
    one.execute("commit");
    other.execute("commit");
    assert.deepEqual(node.configuration.running.lines(), [
      "ntp-service dscp 1",
      "ntp-service ipv6 dscp 2",
      "#",
    ]);
  });

  it("commits all or nothing: what has become wrong is named, and nothing is applied", () => {
    const node = new FakeNode(Dialect.Vrp);
    const screen = new Console(node);
    screen.type("system-view", "ntp-service dscp 1", "ntp-service source-interface lo");
    node.status.interfaces = [];
    assert.deepEqual(screen.type("commit").slice(1), [
      "Line 3 of the candidate configuration:",
      "ntp-service source-interface lo",
      "                             ^",
      "Error: Wrong parameter found at '^' position.",
      "There are no interfaces.",
      "Error: Nothing was committed; the candidate configuration is kept.",
    ]);
    assert.deepEqual(node.configuration.running.lines(), []);
    assert.equal(screen.session.prompt, "[*xs-ntp]");
  });

  it("says so where a commit cannot have its sockets, and keeps the candidate", () => {
    for (const { dialect, told } of [
      { dialect: Dialect.Comware, told: ["% port 123 is taken"] },
      {
        dialect: Dialect.Vrp,
        told: [
          "Error: port 123 is taken",
          "Error: Nothing was committed; the candidate configuration is kept.",
        ],
      },
    ]) {
      const node = new FakeNode(dialect);
      const screen = new Console(node, false);
      screen.type("system-view");
      const refuse = (): void => {
        throw new SocketError("EADDRINUSE", "port 123 is taken");
      };
      Object.assign(node.configuration.host, { configure: refuse });
      assert.deepEqual(screen.type("ntp-service dscp 1", "commit").slice(0, told.length), told);
      assert.deepEqual(node.configuration.running.lines(), []);
      assert.equal(screen.session.prepared.isChanged, dialect === Dialect.Vrp);
    }
  });

  const failures: { code: string; told: string }[] = [
    { code: "", told: "EXYZ: '/some/path'" },
    { code: "EACCES", told: "this program has no right to it" },
    { code: "EROFS", told: "it is read-only" },
    { code: "ENOSPC", told: "it is full" },
    { code: "ENOTDIR", told: "where its directory should be there is a file" },
    { code: "EISDIR", told: "where its file should be there is a directory" },
  ];
  for (const { code, told } of failures)
    it(`says so where storage fails: ${told}`, () => {
      const node = new FakeNode(Dialect.Comware);
      const fail = (): void => {
        throw Object.assign(new Error("EXYZ: '/some/path'"), { code });
      };
      const screen = new Console(node, false);
      screen.type("save force", "system-view", "sysname A", "return");
      Object.assign(node.configuration.host.store, { write: fail, remove: fail });
      assert.deepEqual(
        screen.type("save force", "reset saved-configuration", "y").filter(line => line.startsWith("%")),
        Array(2).fill(`% Storage fails: ${told}.`),
      );
      Object.assign(node.configuration.host.store, { read: fail });
      assert.deepEqual(screen.type("display saved-configuration"), [`% Storage fails: ${told}.`]);
    });

  it("helps through a pipe: a line that is ?, or ends in one", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    assert.deepEqual(screen.type("display ntp-service ?"), [
      "  clock       How the clock is kept, and how well",
      "  event       What has happened",
      "  ipv6        The same for IPv6",
      "  leap        Leap second announced or configured",
      "  refclock    Receivers of time at this node",
      "  rtc         Real-time clock of the board",
      "  sessions    Sources of time",
      "  statistics  What was counted",
      "  status      State of the NTP service",
      "  trace       The servers up to the primary, each asked whom it follows",
    ]);
    assert.equal(screen.type("?").length, 14);
    assert.deepEqual(screen.type("# who?", "# ?"), []);
    assert.deepEqual(screen.type("quit now ?"), [
      "     ^",
      "% Unrecognized command found at '^' position.",
      "Nothing more is expected.",
    ]);
    assert.deepEqual(screen.type("quit 時計"), [
      "     ^",
      "% Unrecognized command found at '^' position.",
      "Nothing more is expected.",
    ]);
  });

  it("lists interfaces by the routers' longer command, too", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    assert.deepEqual(screen.type("dis ip int br"), screen.type("display interface brief"));
    assert.equal(screen.type("display ip routing-table")[1], "% Not supported by this device.");
  });

  it("says why nothing is offered", () => {
    const screen = new Console(new FakeNode(Dialect.Comware), false);
    screen.type("system-view");
    assert.deepEqual(screen.type("interface vlan-interface 7 ?"), [
      "  There is no such interface; there are Vlan-interface2, lo, Ethernet0, eth0,",
      "  eth1.",
    ]);
    assert.deepEqual(screen.session.help("interface vlan-interface "), [
      "  There is no such interface; there are Vlan-interface2, lo, Ethernet0, eth0,",
      "  eth1.",
    ]);
    screen.node.status.interfaces = [];
    assert.deepEqual(screen.session.help("interface vlan-interface "), ["  There are no interfaces."]);
  });

  const ambiguous = [
    { text: "display ntp-service s ", caret: 20, told: "May be status, sessions, statistics." },
    { text: "display c ", caret: 8, told: "May be current-configuration, configuration, clock." },
  ];
  for (const { text, caret, told } of ambiguous)
    it(`says what an ambiguous word may be: ${text}?`, () => {
      const node = new FakeNode(Dialect.Comware);
      const lines = (before: number): string[] => [
        `${" ".repeat(before + caret)}^`,
        "% Ambiguous command found at '^' position.",
        told,
      ];
      assert.deepEqual(new Console(node).session.help(text), lines("<xs-ntp>".length), "behind the prompt");
      assert.deepEqual(new Console(node, false).type(`${text}?`), lines(0));
    });

  it("breaks long lists at their commas, at the terminal's width", () => {
    const node = new FakeNode(Dialect.Comware);
    const lines: string[] = [];
    const write = (text: string): void => void lines.push(text.slice(0, -1));
    const session = new Session(hostOf(node), { isInteractive: false, columns: 40, write });
    session.execute("system-view");
    session.execute("ntp foo");
    assert.deepEqual(lines.slice(2), [
      "Expected: enable, disable, server, ipv6,",
      "  dscp, source, source-interface,",
      "  max-distance, refclock-master,",
      "  refclock, access, peer, acl,",
      "  synchronization, query, limited,",
      "  noquery, kod-enable, discard,",
      "  authentication,",
      "  authentication-password,",
      "  authentication-keyid, reliable,",
      "  trusted, max-dynamic-sessions,",
      "  broadcast-delay, step-threshold,",
      "  panic-threshold, sync-interval,",
      "  slew-rate, leap, leap-smear, rtc,",
      "  unicast-server, unicast-peer,",
      "  time-offset-threshold,",
      "  heartbeat-interval.",
    ]);
  });

  it("Ctrl-C at the question stays; without a question it changes nothing", () => {
    const { session } = new Console(new FakeNode(Dialect.Vrp));
    for (const line of ["system-view", "sysname A", "quit"]) session.execute(line);
    assert.equal(session.prompt, "[Y(yes)/N(no)/C(cancel)]:");
    session.cancel();
    assert.equal(session.prompt, "[*xs-ntp]");
    session.cancel();
    assert.equal(session.prompt, "[*xs-ntp]");
  });

  it("offers what the view knows", () => {
    const { session } = new Console(new FakeNode(Dialect.Comware));
    const words = (text: string): string[] => session.offers(text).map(({ word }) => word);
    assert.deepEqual(words(""), [
      "clock",
      "debugging",
      "display",
      "ntp-service",
      "quit",
      "reboot",
      "reset",
      "return",
      "rollback",
      "save",
      "screen-length",
      "system-view",
      "terminal",
      "undo",
    ]);
    assert.deepEqual(words("dis ntp s"), ["sessions", "statistics", "status"]);
    assert.deepEqual(words("dis ntp sessions "), ["verbose", "<cr>"]);
    session.execute("system-view");
    assert.deepEqual(words("i"), ["info-center", "interface", "ip"]);
    assert.deepEqual(words("interface "), [
      "eth0",
      "eth1",
      "Ethernet0",
      "lo",
      "Vlan-interface2",
      "INTERFACE",
    ]);
    assert.deepEqual(words("  ntp  en"), ["enable"]);
    session.execute("interface lo");
    assert.deepEqual(words("ntp "), [
      "broadcast-client",
      "broadcast-server",
      "inbound",
      "ipv6",
      "manycast-client",
      "manycast-server",
      "multicast-client",
      "multicast-server",
    ]);
    assert.deepEqual(words("ntp multicast-client "), ["ipv6", "X.X.X.X", "<cr>"]);
    assert.deepEqual(words("ntp ipv6 multicast-client "), ["X:X::X:X"]);
    assert.deepEqual(words("undo ntp multicast-server "), ["ipv6", "X.X.X.X", "<cr>"]);
    assert.deepEqual(words("ip binding vpn-instance "), ["STRING<1-31>"]);
  });

  it(`twice ${RANDOM_LINES} lines of its own words (seed 3) leave it fit to go on`, () => {
    const random = seeded(3);
    const vocabulary = (
      "system-view quit return commit undo display current-configuration configuration candidate clear this save " +
      "sysname A ntp-service ipv6 enable unicast-server 192.0.2.1 3000::1 iburst interface lo vlan 2 inbound dscp 3 y n c " +
      "ip vpn-instance binding multicast-server 224.0.1.1 unicast-peer status sessions verbose clock version brief immediately source ? 99 reset saved-configuration"
    ).split(" ");
    for (const dialect of [Dialect.Comware, Dialect.Vrp]) {
      let screen = new Console(new FakeNode(dialect));
      for (let i = 0; i < RANDOM_LINES; i++) {
        const line = Array.from({ length: 1 + random(4) }, () => vocabulary[random(vocabulary.length)]).join(
          " ",
        );
        screen.type(line);
        screen.session.offers(line);
        if (screen.session.isOver) screen = new Console(screen.node);
      }
      const lines = screen.type("c", "display clock");
      assert.ok(lines.length > 2);
    }
  });
});

describe("a command that takes its time", () => {
  it("keeps its console busy until it is done or stopped", () => {
    const screen = new Console(new FakeNode(Dialect.Comware));
    const told: string[] = [];
    let done = (): void => {};
    screen.session.pursue(tell => {
      done = tell;
      return () => told.push("stopped");
    });
    screen.session.execute("", () => told.push("done"));
    assert.equal(screen.session.isBusy, true);
    done();
    assert.deepEqual(told, ["done"]);
    screen.session.pursue(() => () => told.push("stopped"));
    screen.session.cancel();
    screen.session.execute("", () => told.push("done"));
    assert.deepEqual(told, ["done", "stopped", "done"]);
    assert.equal(screen.session.isBusy, false);
  });
});
