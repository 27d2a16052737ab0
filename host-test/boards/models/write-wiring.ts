/** `npm run wiring`: draws docs/wiring and fills in the table of docs/boards.md from the board folders. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { BOARDS } from "./board-table.js";
import { wiringPicture, withBoardTable } from "./wiring.js";

const PAGE = "docs/boards.md";

mkdirSync("docs/wiring", { recursive: true });
for (const board of Object.keys(BOARDS)) writeFileSync(`docs/wiring/${board}.svg`, wiringPicture(board));
writeFileSync(PAGE, withBoardTable(readFileSync(PAGE, "utf8")));
