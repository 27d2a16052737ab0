/** The information center: whether there is a log, which hosts it is sent to, which offsets it tells of. */
import { LogFormat } from "../report/settings.js";
import { Family } from "../wire/address.js";
import { type Context } from "./cursor.js";
import { both } from "./dialect.js";
import { HOST_ADDRESS4, HOST_ADDRESS6 } from "./host-address.js";
import { choice, explainedChoice, integer } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, type Objection, option, param, valueOf, type Values } from "./syntax.js";

const SYSLOG_PORT = 514;
const MOST_PORT = 65_535;

/** As many as a board sends to in time. */
const MOST_HOSTS = 8;

/** In milliseconds: what the discipline takes for too large, and what is reasonable at most. */
const LEAST_OFFSET = 128;
const MOST_OFFSET = 60_000;

/** RFC 5424 section 6.2.1: local0. */
const LOCAL0 = 16;

const FACILITIES = Object.freeze([
  "local0",
  "local1",
  "local2",
  "local3",
  "local4",
  "local5",
  "local6",
  "local7",
]);

export const LOG_HOST_ADDRESS = param("host", HOST_ADDRESS4, "Address of the log host");
const ADDRESS6 = param("host", HOST_ADDRESS6, "Address of the log host");
const PORT = option("port", integer(1, MOST_PORT), "Its UDP port", both(SYSLOG_PORT));
const FACILITY = option("facility", choice(...FACILITIES), "What its files are sorted by", both("local7"));
const FORMAT = option(
  "format",
  explainedChoice(["vendor", "As this device's console prints lines"], ["rfc5424", "As RFC 5424 has it"]),
  "Form of the lines",
  both("vendor"),
);

const INFO_CENTER = setting({
  spellings: ["info-center enable"],
  help: "Log what happens",
  form: Form.Switch,
  isOnInitially: both(true),
  apply(_values, { isOn }, draft) {
    draft.reports.logs = isOn;
  },
});

export const LOG_HOST = loghost("info-center loghost", LOG_HOST_ADDRESS, Family.IPv4);
export const LOG_HOST6 = loghost("info-center loghost ipv6", ADDRESS6, Family.IPv6);

const LIMIT = integer(LEAST_OFFSET, MOST_OFFSET);
const LOG_LIMIT = option("log", LIMIT, "ms: only larger ones are logged");
const TRAP_LIMIT = option("trap", LIMIT, "ms: only larger ones are notified of");

const OFFSET_THRESHOLD = setting({
  spellings: ["ntp-service time-offset-threshold"],
  help: "Which offsets are logged and notified when there are several in a row",
  form: Form.Scalar,
  options: [LOG_LIMIT, TRAP_LIMIT],
  check: values =>
    Object.keys(values).length === 0 ? { param: LOG_LIMIT, why: "log, trap or both go here" } : undefined,
  apply(values, { dialect }, draft) {
    draft.reports.offsetLogMs = valueOf(values, LOG_LIMIT, dialect) ?? 0;
    draft.reports.offsetTrapMs = valueOf(values, TRAP_LIMIT, dialect) ?? 0;
  },
});

export const LOG_SETTINGS: readonly Setting[] = Object.freeze([
  OFFSET_THRESHOLD,
  INFO_CENTER,
  LOG_HOST,
  LOG_HOST6,
]);

function loghost(spelling: string, address: typeof LOG_HOST_ADDRESS, family: Family): Setting {
  return setting({
    spellings: [spelling],
    help: family === Family.IPv4 ? "Send the log to a host" : "Send the log to a host by IPv6",
    form: Form.Several,
    params: [address],
    options: [PORT, FACILITY, FORMAT],
    check: checkCount,
    apply(values, { dialect }, draft) {
      draft.reports.logHosts.push({
        host: need(values, address, dialect),
        family,
        port: need(values, PORT, dialect),
        facility: LOCAL0 + FACILITIES.indexOf(need(values, FACILITY, dialect)),
        format: need(values, FORMAT, dialect) === "rfc5424" ? LogFormat.Rfc5424 : LogFormat.OfVendor,
      });
    },
  });
}

function checkCount(values: Values, { logHosts }: Context): Objection | undefined {
  const isNew = !logHosts.includes(values[LOG_HOST_ADDRESS.name] as string);
  return isNew && logHosts.length >= MOST_HOSTS
    ? { param: LOG_HOST_ADDRESS, why: `there are ${MOST_HOSTS} log hosts, which is all that there may be` }
    : undefined;
}
