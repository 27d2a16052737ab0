/** Lives of nodes at whose consoles somebody sits, or many come and go. */
import { VTY_LINES } from "../../src/config/vty-settings.js";
import { Doorkeeper } from "../../src/console/doorkeeper.js";
import { openEntrance } from "../../src/console/entrance.js";
import { OctetConsole } from "../../src/console/octet-console.js";
import { UserLines } from "../../src/console/user-lines.js";
import { utf8Octets } from "../../src/console/utf8.js";
import { vtyEntrance } from "../../src/console/vty-entrance.js";
import { Happening } from "../../src/core/happening.js";
import { Drain, FOLLOWS, type Life, MINUTE, NO_IDLING, Scene } from "./life.js";

const AT_ONCE = "system-view immediately";
const IDLE_SEC = 5 * MINUTE;

export function sources(): Life {
  const scene = new Scene(FOLLOWS);
  const source = `ntp-service unicast-server 192.0.2.3`;
  return {
    round(): void {
      scene.types(AT_ONCE, source, "return");
      scene.world.run(10);
      scene.types(AT_ONCE, `undo ${source}`, "return");
    },
    count: () => scene.told(Happening.AssociationDemobilized),
  };
}

export function commits(): Life {
  const scene = new Scene("sysname None", { dialect: "vrp" });
  const { history } = scene.node.configuration;
  const first = history.nextId;
  return {
    round(): void {
      scene.types("system-view", "sysname One", "commit description it is", "return", "save", "y");
      scene.types("system-view", "sysname Two", "commit trial 60", "abort trial", "y", "return");
      scene.types("system-view", "sysname Two", "commit trial 60", "return");
      scene.world.run(2 * MINUTE);
      scene.types("rollback configuration last 1", "y", "display configuration commit list", "save", "y");
    },
    count: () => (history.nextId - first) / 2,
  };
}

export function serialLines(): Life {
  const scene = new Scene(FOLLOWS);
  let ended = 0;
  const open = (idleSec: number): OctetConsole =>
    OctetConsole.serial(openEntrance(scene.consoles, idleSec), new Drain(), () => ended++);
  return {
    round(): void {
      const left = open(IDLE_SEC);
      left.receive(utf8Octets("system-view\rsysname Lost\r"));
      const used = open(NO_IDLING);
      used.receive(utf8Octets("dis\tntp-s\tstatus\rdisplay ntp-service sess?\x15\x1b[Afoo\r"));
      used.receive(utf8Octets("terminal monitor\rdisplay current-configuration | include ntp\r \r"));
      used.receive(utf8Octets("quit\r"));
      scene.world.run(2 * IDLE_SEC);
    },
    count: () => ended,
  };
}

/** Some log in, some are lost on the way; passwords are tried from ever new addresses. */
export function telnet(): Life {
  const scene = new Scene(`${FOLLOWS}\nline vty 0 4\nauthentication-mode none`);
  const doorkeeper = new Doorkeeper(scene.node.status);
  const lines = new UserLines("vty", 0, VTY_LINES);
  let tries = 0;
  const open = (address: string): OctetConsole => {
    const entrance = vtyEntrance(scene.consoles, doorkeeper, lines, address);
    if (typeof entrance === "string") throw new Error(entrance);
    return OctetConsole.connection(entrance, new Drain(), () => {});
  };
  return {
    round(): void {
      for (let i = 0; i < 5; i++) {
        const address = `198.51.100.${100 + (tries++ % 100)}`;
        doorkeeper.fail(address);
        if (doorkeeper.toTell() === 0) doorkeeper.pass(address);
      }
      const used = open("198.51.100.1");
      used.receive(new Uint8Array([255, 253, 1, 255, 253, 3]));
      scene.world.run(1);
      used.receive(utf8Octets("display clock\r\0quit\r\0"));
      const lost = open("198.51.100.2");
      lost.receive(utf8Octets("display ntp-service sta"));
      lost.lost();
      open("198.51.100.3").sendAway("no more");
      scene.world.run(MINUTE);
    },
    count: () => scene.told(Happening.LoggedOut),
  };
}

export function debugging(): Life {
  const scene = new Scene(FOLLOWS);
  let shown = 0;
  return {
    round(): void {
      const drain = new Drain();
      const console_ = OctetConsole.serial(openEntrance(scene.consoles, NO_IDLING), drain, () => {});
      console_.receive(utf8Octets("debugging ntp-service all\rterminal debugging\rterminal monitor\r"));
      scene.world.run(2 * MINUTE);
      console_.receive(utf8Octets("undo debugging all\rundo terminal monitor\rquit\r"));
      scene.world.run(MINUTE);
      shown += drain.count;
    },
    count: () => shown / 1000,
  };
}
