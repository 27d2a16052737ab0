/** What is read off the vendors' pages, and that nothing on them that looks like a command is passed over. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PageLine, readPage } from "./page-lines.js";
import { PAGE_LINES } from "./pages.js";

/** Where the pages lie, which are no part of the project; without them the list is taken at its word. */
const PAGES = process.env.XS_NTP_PAGES ?? "../shared/seeds";

/** What no prose has, only commands. */
const COMMAND_LIKE =
  /ntp-service|\bntp \w+cast|cmdqueryname|clock\s+protocol|\\<\w|\\\[[A-Z]|system-view|\bundo \w+-/;

describe("lines of the vendors' pages", () => {
  const rows: { name: string; text: string; lines: PageLine[] }[] = [
    {
      name: "Huawei's steps, marked up",
      text: `  1. Run [**system-view**](cmdqueryname=system-view)
  2. (Optional) Run [**ntp-service**](cmdqueryname=x) [ **ipv6** ] { **interface-name**| **interface\\_type****interface\\_num***ber* } [****vpn-instance**** *vpnName* ]
     + run the [**ntp-service b**](cmdqueryname=b) *ip* [ **ttl** *n*] \\* command.
     run the **undo crypto weak-algorithm disable** command to`,
      lines: [
        { line: 1, how: "syntax", view: "user", text: "system-view" },
        {
          line: 2,
          how: "syntax",
          view: "system",
          text: "ntp-service [ ipv6 ] { interface-name | interface-type interface-number } [ vpn-instance vpnName ]",
        },
        { line: 3, how: "syntax", view: "system", text: "ntp-service b ip [ ttl n ] *" },
        { line: 4, how: "prose", view: "any", text: "undo crypto weak-algorithm disable" },
      ],
    },
    {
      name: "two commands in one of Huawei's lines",
      text: "5. Run [**ntp a**](cmdqueryname=a) [ *ip* ] \\* or [**ntp b**](cmdqueryname=b) **ipv6** The rest.",
      lines: [
        { line: 1, how: "syntax", view: "user", text: "ntp a [ ip ] *" },
        { line: 1, how: "syntax", view: "user", text: "ntp b ipv6" },
      ],
    },
    {
      name: "Huawei's steps, as typed",
      text: "```\n[interface](cmdqueryname=interface) interface-type interface-number\n```\n",
      lines: [{ line: 2, how: "syntax", view: "user", text: "interface interface-type interface-number" }],
    },
    {
      name: "H3C's guide",
      text: `**1\\.**Enter system view.

system-view

ntp-service a \\[ ip-address ] { b \\| c
d } \\*

By default, the ntp-service a command is off, and ntp-service b/ntp-service
ipv6 c or display ntp-service d.

\\<DeviceA\\> system-view

\\[SwitchA-Vlan-interface2]
ntp-service e

 \\[12]3.0.1.31 2

| Task | Command | | x | display ntp-service f \\[ verbose ] || y | display ntp-service g |
`,
      lines: [
        { line: 3, how: "syntax", view: "user", text: "system-view" },
        { line: 5, how: "syntax", view: "system", text: "ntp-service a [ ip-address ] { b | c d } *" },
        { line: 8, how: "prose", view: "any", text: "ntp-service a" },
        { line: 8, how: "prose", view: "any", text: "ntp-service b" },
        { line: 8, how: "prose", view: "any", text: "ntp-service ipv6 c" },
        { line: 11, how: "typed", view: "user", text: "system-view" },
        { line: 13, how: "typed", view: "Vlan-interface2", text: "ntp-service e" },
        { line: 18, how: "syntax", view: "any", text: "display ntp-service f [ verbose ]" },
        { line: 18, how: "syntax", view: "any", text: "display ntp-service g" },
      ],
    },
  ];
  for (const { name, text, lines } of rows) it(name, () => assert.deepEqual(readPage(text).lines, lines));

  it("what looks like a command and was not read is found", () => {
    const { rest } = readPage("See the ntp-service a command, and\nntp-service b too.");
    assert.deepEqual(rest.match(new RegExp(COMMAND_LIKE, "g")), ["ntp-service"]);
  });

  it("the list is what the pages have, and they have no more", function () {
    if (!existsSync(PAGES)) {
      console.log(`      skipped: the pages are not in ${PAGES}`);
      this.skip();
    }
    const read = readdirSync(PAGES)
      .sort()
      .map(name => {
        const page = name.slice(0, 3);
        const { lines, rest } = readPage(readFileSync(join(PAGES, name), "utf8"));
        assert.doesNotMatch(rest, COMMAND_LIKE, page);
        return lines.map(line => ({ page, ...line }));
      });
    assert.deepEqual(PAGE_LINES, read.flat());
  });
});
