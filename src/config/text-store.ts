/** Small texts that outlive a restart. Each method may throw what the storage says. */
export interface TextStore {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  remove(name: string): void;
}
