/** Kinds of value that name a VPN instance: one that is being declared, and one that is. */
import { PUBLIC_INSTANCE } from "../report/instance-name.js";
import { type Context, type Cursor } from "./cursor.js";
import { type Kind, text } from "./kinds.js";

const HINT = "STRING<1-31>";
const NAME: Kind<string> = text(31);

/** Any name but that of the public one. */
class NewInstance implements Kind<string> {
  hint(): string {
    return HINT;
  }

  read(cursor: Cursor): string | undefined {
    return cursor.word === PUBLIC_INSTANCE
      ? cursor.refuse(`${PUBLIC_INSTANCE} is what is in no VPN instance`)
      : NAME.read(cursor);
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }
}

/** A name that the configuration declares, whole and in its own letters. */
class Instance implements Kind<string> {
  hint(): string {
    return HINT;
  }

  read(cursor: Cursor): string | undefined {
    const { instances } = cursor.context;
    if (instances.includes(cursor.word)) return cursor.take(cursor.word);
    return cursor.isAtEnd ? undefined : cursor.refuse(noSuchInstance(instances));
  }

  write(value: string): string {
    return value;
  }

  offers({ instances }: Context): readonly string[] {
    return instances;
  }
}

export const NEW_INSTANCE: Kind<string> = Object.freeze(new NewInstance());
export const INSTANCE: Kind<string> = Object.freeze(new Instance());

function noSuchInstance(instances: readonly string[]): string {
  const others =
    instances.length > 0 ? `there are ${instances.join(", ")}` : "ip vpn-instance has to declare it first";
  return `there is no such VPN instance; ${others}`;
}
