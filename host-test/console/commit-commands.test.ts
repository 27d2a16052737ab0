/** Commits, trials and rollbacks, as persons at two terminals see them. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { SocketError } from "../../src/runtime/ports.js";
import { FakeNode, MemoryStore } from "./fake-node.js";
import { played, Screen } from "./screen.js";

const SCRIPTS: { name: string; dialect?: Dialect; script: string }[] = [
  {
    name: "what others committed meanwhile and meets one's own changes is asked about",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]ntp-service dscp 1
| <xs-ntp>system-view
| Enter system view, return user view with Ctrl+Z.
| [~xs-ntp]ntp-service dscp 2
| [*xs-ntp]commit
[*xs-ntp]commit
Info: Meanwhile the running configuration was changed by vty0 at 2010-12-29 18:28:02:
+ntp-service dscp 2
Your changes would now come to:
-ntp-service dscp 2
+ntp-service dscp 1
Warning: Others' changes meet yours. Are you sure to commit yours upon them?
[Y/N]:what
Warning: Others' changes meet yours. Are you sure to commit yours upon them?
[Y/N]:n
[*xs-ntp]quit
Warning: Uncommitted configurations found. Are you sure to commit them before exiting?
[Y(yes)/N(no)/C(cancel)]:y
Info: Meanwhile the running configuration was changed by vty0 at 2010-12-29 18:28:02:
+ntp-service dscp 2
Your changes would now come to:
-ntp-service dscp 2
+ntp-service dscp 1
Warning: Others' changes meet yours. Are you sure to commit yours upon them?
[Y/N]:y
<xs-ntp>display current-configuration
#
ntp-service dscp 1
#
return`,
  },
  {
    name: "what others committed elsewhere is not",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]ntp-service dscp 1
| <xs-ntp>system-view
| Enter system view, return user view with Ctrl+Z.
| [~xs-ntp]ntp-service ipv6 dscp 2
| [*xs-ntp]commit
[*xs-ntp]commit
[~xs-ntp]`,
  },
  {
    name: "a trial that begins while a commit asks is neither confirmed by the answer nor begun again",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]ntp-service dscp 1
| <xs-ntp>system-view
| Enter system view, return user view with Ctrl+Z.
| [~xs-ntp]ntp-service dscp 2
| [*xs-ntp]commit
[*xs-ntp]commit
Info: Meanwhile the running configuration was changed by vty0 at 2010-12-29 18:28:02:
+ntp-service dscp 2
Your changes would now come to:
-ntp-service dscp 2
+ntp-service dscp 1
Warning: Others' changes meet yours. Are you sure to commit yours upon them?
| [~xs-ntp]sysname A
| [*xs-ntp]commit trial 60
| Info: The configuration is on trial: the one from before comes back unless
| commit confirms it within 60 seconds.
[Y/N]:y
Error: Meanwhile the configuration or its trial has changed: repeat the command.
Error: Nothing was committed; the candidate configuration is kept.
... 60 s
[*xs-ntp]display configuration trial status
Trial status: INACTIVE`,
  },
  {
    name: "what was committed while a rollback asks is not undone by the answer",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]commit
[~A]return
<A>rollback configuration last 1
-sysname A
Warning: The running configuration will be changed as above. Continue?
| <A>system-view
| Enter system view, return user view with Ctrl+Z.
| [~A]sysname B
| [*A]commit
[Y/N]:y
Error: Meanwhile the configuration or its trial has changed: repeat the command.
<B>`,
  },
  {
    name: "only the trial that was asked about is taken back",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]commit trial 60
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 60 seconds.
[~A]abort trial
Warning: The configuration from before the trial will come back. Continue?
... 60 s
| <xs-ntp>system-view
| Enter system view, return user view with Ctrl+Z.
| [~xs-ntp]sysname B
| [*xs-ntp]commit trial 60
| Info: The configuration is on trial: the one from before comes back unless
| commit confirms it within 60 seconds.
[Y/N]:y
Error: Meanwhile the configuration or its trial has changed: repeat the command.
[~B]`,
  },
  {
    name: "times are in the configured zone",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]clock timezone Z add 08:00
[*xs-ntp]commit
[~xs-ntp]display configuration commit list verbose
1) CommitId: 1000000001
   Label: -
   User: con0
   TimeStamp: 2010-12-30 02:28:02
   Description: -
[~xs-ntp]ntp-service dscp 1
| <xs-ntp>system-view
| Enter system view, return user view with Ctrl+Z.
| [~xs-ntp]ntp-service dscp 2
| [*xs-ntp]commit
[*xs-ntp]commit
Info: Meanwhile the running configuration was changed by vty0 at 2010-12-30 02:28:02:
+ntp-service dscp 2
Your changes would now come to:
-ntp-service dscp 2
+ntp-service dscp 1
Warning: Others' changes meet yours. Are you sure to commit yours upon them?
[Y/N]:n
[*xs-ntp]clear configuration candidate
[~xs-ntp]sysname A
[*xs-ntp]commit trial 60
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 60 seconds.
[~A]display configuration trial status
Trial status: ACTIVE
User: con0
Started: 2010-12-30 02:28:02
Time remaining: 60 seconds`,
  },
  {
    name: "on trial, confirmed",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]commit trial
[~xs-ntp]display configuration trial status
Trial status: INACTIVE
[~xs-ntp]ntp-service dscp 1
[*xs-ntp]commit trial 120 label new description the first of all
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 120 seconds.
... 119 s
[~xs-ntp]display configuration trial status
Trial status: ACTIVE
User: con0
Started: 2010-12-29 18:28:02
Time remaining: 1 seconds
[~xs-ntp]display configuration commit list
There are no commits.
[~xs-ntp]commit
Info: The configuration on trial is confirmed.
... 600 s
[~xs-ntp]display configuration commit list
----------------------------------------------------------------------------
No. CommitId    Label                            User    TimeStamp
----------------------------------------------------------------------------
1   1000000001  new                              con0    2010-12-29 18:28:02
[~xs-ntp]display configuration commit list verbose
1) CommitId: 1000000001
   Label: new
   User: con0
   TimeStamp: 2010-12-29 18:28:02
   Description: the first of all
[~xs-ntp]display this
#
ntp-service dscp 1
#
return`,
  },
  {
    name: "on trial, not confirmed in time",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]ntp-service dscp 1
[*xs-ntp]commit trial 60
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 60 seconds.
[~xs-ntp]return
<xs-ntp>quit
... 60 s
| <xs-ntp>display current-configuration
| #
| return
| <xs-ntp>display configuration trial status
| Trial status: INACTIVE
| <xs-ntp>display configuration commit list
| There are no commits.`,
  },
  {
    name: "on trial, taken back",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]abort trial
Info: Nothing is on trial.
[~xs-ntp]sysname A
[*xs-ntp]commit trial 600
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 600 seconds.
[~A]abort trial
Warning: The configuration from before the trial will come back. Continue?
[Y/N]:n
[~A]abort trial
Warning: The configuration from before the trial will come back. Continue?
[Y/N]:y
... 1000 s
[~xs-ntp]`,
  },
  {
    name: "nobody else changes anything while one is on trial, but anybody may confirm it",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]commit trial 600
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 600 seconds.
| <A>system-view
| Enter system view, return user view with Ctrl+Z.
| [~A]sysname B
| [*A]commit
| Error: A configuration of con0 is on trial for 600 seconds more:
| commit (by others, without changes) confirms it; abort trial takes it back.
| Error: Nothing was committed; the candidate configuration is kept.
| [*A]clear configuration candidate
| [~A]commit
| Info: The configuration on trial is confirmed.
| [~A]sysname B
| [*A]commit
| [~B]`,
  },
  {
    name: "nor in immediate mode, nor by a rollback, nor is it saved; its own console commits more",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]commit
[~A]sysname B
[*A]commit trial
Info: The configuration is on trial: the one from before comes back unless
commit confirms it within 600 seconds.
| <B>save
| Error: A configuration of con0 is on trial for 600 seconds more:
| commit (by others, without changes) confirms it; abort trial takes it back.
| <B>rollback configuration last 1
| Error: A configuration of con0 is on trial for 600 seconds more:
| commit (by others, without changes) confirms it; abort trial takes it back.
| <B>system-view immediately
| Enter system view, return user view with Ctrl+Z.
| [B]ntp-service dscp 3
| Error: A configuration of con0 is on trial for 600 seconds more:
| commit (by others, without changes) confirms it; abort trial takes it back.
[~B]ntp-service dscp 4
[*B]commit trial
Error: A configuration of con0 is on trial for 600 seconds more:
commit (by others, without changes) confirms it; abort trial takes it back.
Error: Nothing was committed; the candidate configuration is kept.
[*B]commit label more
Info: The configuration on trial is confirmed.
[~B]display configuration commit list
----------------------------------------------------------------------------
No. CommitId    Label                            User    TimeStamp
----------------------------------------------------------------------------
1   1000000003  more                             con0    2010-12-29 18:28:02
2   1000000002  -                                con0    2010-12-29 18:28:02
3   1000000001  -                                con0    2010-12-29 18:28:02`,
  },
  {
    name: "rolled back",
    script: `<xs-ntp>rollback configuration last 1
There are no commits.
<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]sysname A
[*xs-ntp]commit label a
[~A]interface lo
[~A-lo]ntp-service manycast-server
[*A-lo]commit
[~A-lo]undo ntp-service inbound enable
[*A-lo]commit description deaf
[~A-lo]display configuration commit changes
 interface lo
+ undo ntp-service inbound enable
[~A-lo]display configuration commit changes last 3
+sysname A
+interface lo
+ undo ntp-service inbound enable
+ ntp-service manycast-server
[~A-lo]display configuration commit changes last 4
Error: There are only 3 commits.
[~A-lo]return
<A>rollback configuration to commit-id 1000000009
Error: There is no such commit.
<A>rollback configuration to label a
-interface lo
- undo ntp-service inbound enable
- ntp-service manycast-server
Warning: The running configuration will be changed as above. Continue?
[Y/N]:n
<A>rollback configuration to commit-id 1000000002
 interface lo
- undo ntp-service inbound enable
Warning: The running configuration will be changed as above. Continue?
[Y/N]:y
<A>rollback configuration to commit-id 1000000002
Info: The running configuration is as it was then.
<A>rollback configuration last 2
Info: The running configuration is as it was then.
<A>rollback configuration last 4
-sysname A
-interface lo
- ntp-service manycast-server
Warning: The running configuration will be changed as above. Continue?
[Y/N]:y
<xs-ntp>display configuration commit list verbose
1) CommitId: 1000000005
   Label: -
   User: con0
   TimeStamp: 2010-12-29 18:28:02
   Description: rollback last 4
2) CommitId: 1000000004
   Label: -
   User: con0
   TimeStamp: 2010-12-29 18:28:02
   Description: rollback to 1000000002
3) CommitId: 1000000003
   Label: -
   User: con0
   TimeStamp: 2010-12-29 18:28:02
   Description: deaf
4) CommitId: 1000000002
   Label: -
   User: con0
   TimeStamp: 2010-12-29 18:28:02
   Description: -
5) CommitId: 1000000001
   Label: a
   User: con0
   TimeStamp: 2010-12-29 18:28:02
   Description: -`,
  },
  {
    name: "in comware there are none",
    dialect: Dialect.Comware,
    script: `<xs-ntp>system-view
System View: return to User View with Ctrl+Z.
[xs-ntp]sysname A
[A]commit trial
There is nothing to commit: commands take effect at once.
[A]display configuration commit list
There are no commits.
[A]display configuration trial status
Trial status: INACTIVE`,
  },
  {
    name: "labels and times are as they may be",
    script: `<xs-ntp>system-view
Enter system view, return user view with Ctrl+Z.
[~xs-ntp]commit trial 59
                      ^
Error: Wrong parameter found at '^' position.
Expected: INTEGER<60-65535> (seconds to confirm it in).
[~xs-ntp]commit label 9a
                      ^
Error: Wrong parameter found at '^' position.
A label begins with no digit, and is not -.
[~xs-ntp]commit label
                     ^
Error: Incomplete command found at '^' position.
Expected: label STRING<1-32>.
[~xs-ntp]commit description aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaaaa
                            ^
Error: Wrong parameter found at '^' position.
It has 61 characters, more than 60.`,
  },
];

function nodeAt2010(dialect: Dialect, store = new MemoryStore()): FakeNode {
  const node = new FakeNode(dialect, store);
  node.status.clock = [0xd0c5fc32, 0];
  return node;
}

describe("commits", () => {
  for (const { name, dialect = Dialect.Vrp, script } of SCRIPTS)
    it(name, () => assert.deepEqual(played(dialect, script, nodeAt2010(dialect)), script.split("\n")));

  it("outlive a restart, and so does what they made", () => {
    const store = new MemoryStore();
    new Screen(nodeAt2010(Dialect.Vrp, store)).type("system-view", "sysname A", "commit label a");
    const screen = new Screen(nodeAt2010(Dialect.Vrp, store));
    assert.deepEqual(screen.type("rollback configuration to label a", "y"), [
      "<xs-ntp>rollback configuration to label a",
      "+sysname A",
      "Warning: The running configuration will be changed as above. Continue?",
      "[Y/N]:y",
    ]);
    assert.equal(screen.session.prompt, "<A>");
  });

  it("a damaged one is left out, and that is said", () => {
    const store = new MemoryStore();
    new Screen(nodeAt2010(Dialect.Vrp, store)).type("system-view", "sysname A", "commit");
    const [name] = store.names;
    store.write(name, "damaged");
    const screen = new Screen(nodeAt2010(Dialect.Vrp, store));
    assert.deepEqual(screen.type("display configuration commit list").slice(1), [
      "There are no commits.",
      `Warning: ${name} is damaged and left out.`,
    ]);
  });

  it("a rollback is all or nothing: what fits no more is named", () => {
    const screen = new Screen(nodeAt2010(Dialect.Vrp));
    screen.type("system-view", "interface lo", "ntp manycast-server", "commit", "return");
    screen.node.status.interfaces = [];
    assert.deepEqual(screen.type("rollback configuration to commit-id 1000000001").slice(1), [
      "Line 3 of that configuration:",
      "interface lo",
      "          ^",
      "Error: Wrong parameter found at '^' position.",
      "There are no interfaces.",
      "Error: Nothing was rolled back.",
    ]);
  });

  it("every problem is told at its line, and nothing is committed", () => {
    const screen = new Screen(nodeAt2010(Dialect.Vrp));
    screen.type("system-view", "sysname A", "ntp-service source-interface lo", "interface ethernet 0");
    screen.type("ntp manycast-server");
    screen.node.status.interfaces = [];
    assert.deepEqual(screen.type("commit").slice(1), [
      "Line 4 of the candidate configuration:",
      "ntp-service source-interface lo",
      "                             ^",
      "Error: Wrong parameter found at '^' position.",
      "There are no interfaces.",
      "Line 6 of the candidate configuration:",
      "interface Ethernet0",
      "          ^",
      "Error: Wrong parameter found at '^' position.",
      "There are no interfaces.",
      "Error: Nothing was committed; the candidate configuration is kept.",
    ]);
    assert.deepEqual(screen.node.configuration.running.lines(), []);
    assert.deepEqual(screen.node.configuration.history.commits, []);
  });

  it("one that cannot be stored takes effect, and that is said", () => {
    const screen = new Screen(nodeAt2010(Dialect.Vrp));
    const write = (): never => {
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    };
    Object.assign(screen.node.configuration.host.store, { write });
    screen.type("system-view", "sysname A");
    assert.deepEqual(screen.type("commit").slice(1), [
      "Warning: The commit is not stored. Storage fails: it is full.",
    ]);
    assert.equal(screen.session.prompt, "[~A]");
  });

  it("a commit that is refused leaves the trial before it on trial", () => {
    const screen = new Screen(nodeAt2010(Dialect.Vrp));
    screen.type("system-view", "sysname A", "commit trial 60", "interface lo", "ntp manycast-server");
    screen.node.status.interfaces = [];
    const said = screen.type("commit");
    assert.equal(said.at(-1), "Error: Nothing was committed; the candidate configuration is kept.");
    assert.ok(!said.some(line => line.startsWith("Info:")));
    screen.node.timers.pass(60);
    assert.deepEqual(screen.node.configuration.running.lines(), []);
    assert.deepEqual(screen.node.configuration.history.commits, []);
  });

  it("a trial whose end the node refuses ends as soon as it can", () => {
    const screen = new Screen(nodeAt2010(Dialect.Vrp));
    const { node } = screen;
    const { configure } = node.configuration.host;
    screen.type("system-view", "sysname A", "commit trial 60");
    Object.assign(node.configuration.host, {
      configure: () => {
        throw new SocketError("EADDRINUSE", "port 123 is taken");
      },
    });
    assert.deepEqual(screen.type("abort trial", "y").slice(-1), ["Error: port 123 is taken"]);
    node.timers.pass(100);
    assert.equal(screen.session.prompt, "[~A]");
    Object.assign(node.configuration.host, { configure });
    node.timers.pass(10);
    assert.equal(screen.session.prompt, "[~xs-ntp]");
  });
});
