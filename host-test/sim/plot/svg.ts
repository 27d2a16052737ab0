/** SVG as text: elements, and one style for all plots, that can be read on light ground and on dark. */

type Attributes = Readonly<Record<string, number | string>>;

/** A point in pixels. */
export type Point = readonly [x: number, y: number];

/** In pixels: what a line may be off by. */
const UNSEEN = 0.2;

// A plot brings its own ground, so that it never depends on the page's.
const STYLE = `
text{font:12px system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;fill:#1f2933}
.title{font-size:14px;font-weight:600}.small{font-size:11px}.soft{fill:#5b6672}
.halo{stroke:#e6e1f4;stroke-width:3px;paint-order:stroke}
.ground{fill:#fff}.frame{fill:none;stroke:#8a94a0}.grid{stroke:#e3e7eb}
.early{fill:#f3f5f7}.claim{fill:#e6e1f4}.edge{fill:none;stroke:#7c68b8;stroke-width:1.5}
.bar{stroke:#2b6cb0;stroke-width:10}.ours{fill:#2b6cb0}.inside{fill:#fff}.trace{fill:#2b6cb0;stroke:#2b6cb0;stroke-width:.8;stroke-linejoin:round}
.line{fill:none;stroke:#2b6cb0;stroke-width:1.3;stroke-linejoin:round}
.rival{fill:none;stroke:#c05621;stroke-width:1.5;stroke-dasharray:7 4}.most{stroke-dasharray:2 3}
.mark{fill:#c05621}.limit{stroke:#16803c;stroke-width:2.5}.other{fill:none;stroke:#6b7280;stroke-width:1.5}.dot{fill:#fff;stroke:#6b7280;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#e2e8ee}.soft{fill:#a3adb8}.halo{stroke:#2c2645}.ground{fill:#12181f}.frame{stroke:#5b6672}
.grid{stroke:#2a333d}.early{fill:#1a222b}.claim{fill:#2c2645}.edge{stroke:#a794e6}.ours{fill:#2b6cb0}
.trace{fill:#63b3ed;stroke:#63b3ed}.line{stroke:#63b3ed}.rival{stroke:#f0975a}.mark{fill:#f0975a}
.limit{stroke:#4ade80}.other{stroke:#9aa4b0}.dot{fill:#12181f;stroke:#9aa4b0}}`;

/** A whole file. `seen`: what is to be seen, for who cannot see it. */
export function svg(width: number, height: number, seen: string, ...children: readonly string[]): string {
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const ground = element("rect", { class: "ground", width, height, rx: 6 });
  const root = { xmlns: "http://www.w3.org/2000/svg", ...size, role: "img", "aria-label": seen };
  return `${element("svg", root, element("style", {}, STYLE), ground, ...children)}\n`;
}

/** One element; `children` are elements or text that is escaped already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  const begin = `<${name}${told.join("")}`;
  return children.length === 0 ? `${begin}/>` : `${begin}>${children.join("\n")}</${name}>`;
}

/** Text, from `x` on or by `anchor`, its baseline at `y`. */
export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escaped(text));
}

/** Straight lines through `points`, which go from left to right. */
export function polyline(points: readonly Point[], className: string): string {
  return element("polyline", { class: className, points: pointText(simplified(points)) });
}

/** What lies between two lines, both drawn from left to right. */
export function area(upper: readonly Point[], lower: readonly Point[], className: string): string {
  const outline = [...simplified(upper), ...simplified(lower).reverse()];
  return element("polygon", { class: className, points: pointText(outline) });
}

/** A straight line. */
export function line([x1, y1]: Point, [x2, y2]: Point, className: string): string {
  return element("line", { class: className, x1, y1, x2, y2 });
}

/** Leaves out points that nobody would miss (Ramer, Douglas and Peucker). */
function simplified(points: readonly Point[]): Point[] {
  const last = points.length - 1;
  if (last < 2) return [...points];
  const [x0, y0] = points[0];
  const slope = (points[last][1] - y0) / (points[last][0] - x0);
  let farthest = 0;
  let most = UNSEEN;
  for (let i = 1; i < last; i++) {
    const apart = Math.abs(points[i][1] - y0 - slope * (points[i][0] - x0));
    if (apart > most) [farthest, most] = [i, apart];
  }
  if (farthest === 0) return [points[0], points[last]];
  return [...simplified(points.slice(0, farthest + 1)).slice(0, -1), ...simplified(points.slice(farthest))];
}

function pointText(points: readonly Point[]): string {
  return points.map(([x, y]) => `${pixels(x)},${pixels(y)}`).join(" ");
}

function attribute(value: number | string): string {
  return typeof value === "number" ? pixels(value) : escaped(value);
}

/** To a tenth of a pixel: more cannot be seen, and would differ between machines. */
function pixels(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is nowhere`);
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
