/** How a module on XS takes the commands that a test gives its machine. */

/** Has `handle` answer what a test commands. */
export function answerCommands(handle: (command: string) => string): void {
  Object.assign(globalThis, {
    handleCommand: (message: ArrayBuffer) =>
      new TextEncoder().encode(handle(new TextDecoder().decode(message))).buffer,
  });
}

/** Collects what is garbage. */
export function collect(): void {
  (globalThis as { gc?: () => void }).gc!();
}
