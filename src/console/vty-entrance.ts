/** Who gets a session over a network, and behind what: as the running configuration has it. */
import { type Vty, vtyOf } from "../config/vty-settings.js";
import { permits } from "../core/acl.js";
import { Happening } from "../core/happening.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Doorkeeper } from "./doorkeeper.js";
import { type Entrance } from "./entrance.js";
import { marked } from "./error-mark.js";
import { Login, waitText } from "./login.js";
import { type LineTaker } from "./line-taker.js";
import { type ConsoleHost, type Terminal } from "./operator.js";
import { Session } from "./session.js";
import { NO_LINE, type UserLines } from "./user-lines.js";
import { utf8Octets } from "./utf8.js";

/** From the connection to the right password, in seconds, whatever is typed meanwhile. */
const TO_LOG_IN = 60;

const NO_PASSWORD = "% No password has been set for this line, so nobody can log in.";

/** How one who connects from `address` gets in; or what is said to one who does not, which may be nothing. */
export function vtyEntrance(
  host: ConsoleHost,
  doorkeeper: Doorkeeper,
  lines: UserLines,
  address: string,
): Entrance | string {
  const found = entranceFor(host, doorkeeper, lines, address);
  return typeof found === "string" ? marked(found, host.node.configuration.running.dialect) : found;
}

function entranceFor(
  host: ConsoleHost,
  doorkeeper: Doorkeeper,
  lines: UserLines,
  address: string,
): Entrance | string {
  const { configuration } = host.node;
  const { running, secrets } = configuration;
  const vty = vtyOf(running);
  if (!isPermitted(host, vty, address)) return "";
  const { timers } = host;
  const { asksPassword, idleSec, screenLength, password } = vty;
  if (asksPassword && (password === "" || !secrets)) return NO_PASSWORD;
  const wait = asksPassword ? doorkeeper.waitSec(address) : 0;
  if (wait > 0) return waitText(wait);
  const line = lines.take(address);
  if (!line) return NO_LINE;
  const open = (terminal: Terminal): LineTaker => new Session(host, terminal, line);
  const logIn = (): void => {
    line.isLoggedIn = true;
    host.node.tell(Happening.LoggedIn, line.number, address);
    line.left = () => host.node.tell(Happening.LoggedOut, line.number, address);
  };
  if (!asksPassword) {
    logIn();
    return { timers, line, loginSec: 0, idleSec, screenLength, open };
  }
  return {
    timers,
    line,
    loginSec: TO_LOG_IN,
    idleSec,
    screenLength,
    open: terminal =>
      new Login(terminal, {
        timers,
        dialect: running.dialect,
        test: typed => secrets!.passwords.test(utf8Octets(typed), vtyOf(configuration.running).password),
        enter: () => (line.isTried = doorkeeper.enter()),
        left: () => {
          line.isTried = false;
          doorkeeper.leave();
        },
        charge: () => doorkeeper.fail(address),
        passed: () => {
          doorkeeper.pass(address);
          logIn();
        },
        failed: () => {
          const count = doorkeeper.toTell();
          if (count > 0) host.node.tell(Happening.LoginFailed, count, address);
          const heldSec = doorkeeper.waitSec(address);
          if (heldSec > 0) host.node.tell(Happening.LoginsHeld, heldSec, address);
        },
        waitSec: () => doorkeeper.waitSec(address),
        open,
      }),
  };
}

/** A list that does not exist permits nobody, as with NTP's own. */
function isPermitted({ node }: ConsoleHost, { acl4, acl6 }: Vty, address: string): boolean {
  const from = new Endpoint();
  if (!parseAddress(address, from)) return acl4 === undefined && acl6 === undefined;
  const wanted = from.family === Family.IPv6 ? acl6 : acl4;
  if (wanted === undefined) return true;
  const list = node.status.settings.acls.find(
    ({ family, number }) => family === from.family && number === wanted,
  );
  return list !== undefined && permits(list.rules, from);
}
