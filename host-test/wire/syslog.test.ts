import assert from "node:assert/strict";
import { Civil } from "../../src/time/calendar.js";
import { Datagram, MAX_DATAGRAM } from "../../src/wire/datagram.js";
import { rfc5424Line, type SyslogMessage, writeLine } from "../../src/wire/syslog.js";

const NEW_YEAR_2026 = 3_976_214_400;

function messageOf(more: Partial<SyslogMessage> = {}): SyslogMessage {
  const time = new Civil();
  time.set(NEW_YEAR_2026);
  return {
    facility: 23,
    severity: 5,
    time,
    milliseconds: "007",
    hostname: "DeviceA",
    appName: "xs-ntp",
    messageId: "NTP_TEST",
    text: "a text",
    ...more,
  };
}

function octets(line: string): string {
  const datagram = new Datagram();
  writeLine(line, datagram);
  return String.fromCharCode(...datagram.bytes.subarray(0, datagram.length));
}

describe("syslog", () => {
  const rows: [name: string, more: Partial<SyslogMessage>, line: string][] = [
    ["all its fields", {}, "<189>1 2026-01-01T00:00:00.007Z DeviceA xs-ntp - NTP_TEST - a text"],
    ["no time that is not known", { time: undefined }, "<189>1 - DeviceA xs-ntp - NTP_TEST - a text"],
    [
      "the lowest priority value",
      { facility: 0, severity: 0 },
      "<0>1 2026-01-01T00:00:00.007Z DeviceA xs-ntp - NTP_TEST - a text",
    ],
    [
      "a hostname of one word in ASCII",
      { hostname: "Gerät 7" },
      "<189>1 2026-01-01T00:00:00.007Z Ger?t?7 xs-ntp - NTP_TEST - a text",
    ],
    [
      "no hostname that there is not",
      { hostname: "" },
      "<189>1 2026-01-01T00:00:00.007Z - xs-ntp - NTP_TEST - a text",
    ],
  ];
  for (const [name, more, line] of rows)
    it(`a message has ${name}`, () => assert.equal(rfc5424Line(messageOf(more)), line));

  it("a message's identifier has 32 characters at most", () =>
    assert.match(rfc5424Line(messageOf({ messageId: "X".repeat(40) })), / X{32} - a text$/));

  it("a datagram is the line in ASCII, without control characters", () => {
    assert.equal(octets("a line"), "a line");
    assert.equal(octets("two\nlines\u001b[0m, é"), "two?lines?[0m, ?");
    assert.equal(octets(""), "");
  });

  it("a datagram is cut where it is full", () =>
    assert.equal(octets("x".repeat(MAX_DATAGRAM + 1)), "x".repeat(MAX_DATAGRAM)));
});
