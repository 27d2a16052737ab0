/** Pictures of what is connected to a board's pins, and the table of all boards, both from the board folders. */
import { BOARDS, manifestOf, pinsOf } from "./board-table.js";

const WIDTH = 640;
const ROW = 26;
const TOP = 64;
const BOARD = { left: 30, right: 210 };
const PART = { left: 430, right: 610 };

interface Wire {
  readonly colour: string;
  /** At the board, and at the part. */
  readonly from: string;
  readonly to: string;
}

const SUPPLY: readonly Wire[] = [
  { colour: "#c0392b", from: "3V3", to: "VCC" },
  { colour: "#333333", from: "GND", to: "GND" },
];

/** What the pins of `board`, a folder's name, lead to, as SVG. */
export function wiringPicture(board: string): string {
  const manifest = manifestOf(board);
  const pins = pinsOf(manifest);
  const pin = (name: string): string => `GPIO${pins[name]}`;
  const parts: { title: string; wires: readonly Wire[] }[] = [
    {
      title: "GPS receiver",
      wires: [
        ...SUPPLY,
        { colour: "#2471a3", from: pin("GPS RX"), to: "TX" },
        { colour: "#1e8449", from: pin("GPS TX"), to: "RX" },
        { colour: "#b9770e", from: pin("PPS"), to: "PPS" },
      ],
    },
    {
      title: `Real-time clock ${manifest.config.rtc}`,
      wires: [
        ...SUPPLY,
        { colour: "#7d3c98", from: pin("SDA"), to: "SDA" },
        { colour: "#117a65", from: pin("SCL"), to: "SCL" },
      ],
    },
  ];
  const lines: string[] = [];
  let y = TOP;
  for (const { title, wires } of parts) {
    const height = ROW * wires.length + 10;
    lines.push(
      box(PART.left, y - 22, PART.right - PART.left, height + 22),
      text(PART.left + 8, y - 6, title),
    );
    for (const { colour, from, to } of wires) {
      y += ROW;
      const at = y - 8;
      lines.push(
        `<path d="M${BOARD.right} ${at}H${PART.left}" stroke="${colour}" stroke-width="2.5" fill="none"/>`,
        text(BOARD.right - 8, at + 4, from, "end"),
        text(PART.left + 8, at + 4, to),
      );
    }
    y += ROW + 24;
  }
  const height = y - 8;
  const frame = box(BOARD.left, TOP - 22, BOARD.right - BOARD.left, height - TOP + 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${height}" fill="white"/>`,
    `<text x="${BOARD.left}" y="26" font-size="16" font-weight="bold">${BOARDS[board].title}</text>`,
    frame,
    ...lines,
    "</svg>",
    "",
  ].join("\n");
}

/** The rows of docs/boards.md. */
export function boardTable(): string {
  const rows = Object.entries(BOARDS).map(([board, { title, network, flash }]) => {
    const p = pinsOf(manifestOf(board));
    const cells = [
      `${title} (\`boards/${board}\`)`,
      network,
      `${flash} MB`,
      `${p["console RX"]}, ${p["console TX"]}`,
      `${p["GPS RX"]}, ${p["GPS TX"]}`,
      `${p.PPS}`,
      `${p.SDA}, ${p.SCL}`,
      `[picture](wiring/${board}.svg)`,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| board | network | flash memory | console RX, TX | GPS RX, TX | PPS | I2C SDA, SCL | wiring |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** `page` with its table of boards replaced by the present one. */
export function withBoardTable(page: string): string {
  return page.replace(/\| board \|[^]*?(?=\n\n)/, () => boardTable());
}

function box(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="#f4f6f7" stroke="#555555"/>`;
}

function text(x: number, y: number, words: string, anchor = "start"): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
}
