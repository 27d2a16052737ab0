/** Has Node find the modules of boards on XS by the names that manifests give them. */
const ROOT = new URL("../../", import.meta.url);
const BOARD_FOLDERS = { esp32: "boards/esp32", firmware: "boards/firmware" };

export function resolve(specifier, context, next) {
  const named = /^ntp\/([^/]+)\/(.+)$/.exec(specifier);
  if (!named) return next(specifier, context);
  const [, folder, name] = named;
  return next(new URL(`${BOARD_FOLDERS[folder] ?? `src/${folder}`}/${name}.js`, ROOT).href, context);
}
