/**
 * From the secret that is typed to the cipher text that is kept, and back: what a key's line may say, and why
 * not. No reason repeats what was typed.
 */
import { type KeyMode, takesSecret } from "../core/key-mode.js";
import { type Context } from "./cursor.js";
import { Dialect } from "./dialect.js";
import { commonName, modeNamed } from "./key-kinds.js";
import { secretOctets, tooSimple } from "./secret-text.js";
import { Locked, type Secrets } from "./secrets.js";

/** How a secret is given: `Unsaid` where neither word stands before it. */
export const enum SecretForm {
  Unsaid,
  Cipher,
  Simple,
}

/** A key and its secret, as typed. */
export interface TypedKey {
  readonly id: number;
  /** As `MODE_NAME` reads it. */
  readonly modeName: string;
  readonly form: SecretForm;
  readonly text: string;
}

/** What is kept of it; or why it cannot be. */
export type Kept = { readonly cipherText: string } | { readonly why: string };

/** The cipher text for a key's secret. */
export function keptSecret(key: TypedKey, context: Context): Kept {
  const { secrets } = context;
  if (!secrets) return { why: "this device cannot keep secrets" };
  if (key.form === SecretForm.Simple) return sealed(key, context, secrets);
  const opened = secrets.open(key.text, useOf(key));
  if (opened instanceof Uint8Array) return { cipherText: key.text };
  if (opened !== Locked.NoCipherText)
    return context.keepsLocked
      ? { cipherText: key.text }
      : { why: `this cipher text is ${lockedText(opened)}` };
  if (isRouters(key.text))
    return { why: "this is the cipher text of a router, which no other device can read" };
  if (key.form === SecretForm.Cipher && context.dialect === Dialect.Comware)
    return { why: "this is no cipher text of this device; a secret itself goes after simple" };
  return sealed(key, context, secrets);
}

/** The secret of a key whose cipher text `text` is kept, or why there is none. */
export function openedSecret(
  { id, modeName, text }: Omit<TypedKey, "form">,
  secrets: Secrets | undefined,
): Uint8Array | Locked {
  const secret = secrets?.open(text, useOf({ id, modeName })) ?? Locked.Foreign;
  return secret instanceof Uint8Array && !takesSecret(modeNamed(modeName), secret.length)
    ? Locked.Damaged
    : secret;
}

/** "of another device", and so on, of a cipher text. */
export function lockedText(locked: Locked): string {
  switch (locked) {
    case Locked.Foreign:
      return "made by another device";
    case Locked.Damaged:
      return "damaged, or that of another key or mode";
    case Locked.Closed:
      return "not to be opened, for the device's own key is not to be had";
    case Locked.NoCipherText:
      return "none of this software's";
  }
}

function sealed(key: TypedKey, context: Context, secrets: Secrets): Kept {
  const octets = secretOctets(key.text);
  if (typeof octets === "string") return { why: octets };
  const mode = modeNamed(key.modeName);
  if (secrets.trouble !== "") return { why: `this device cannot keep secrets: ${secrets.trouble}` };
  if (!takesSecret(mode, octets.length)) return { why: lengthWanted(mode, key.modeName, octets.length) };
  const weakness = context.checksSecrets ? tooSimple(key.text) : undefined;
  return weakness === undefined ? { cipherText: secrets.seal(octets, useOf(key)) } : { why: weakness };
}

/** AES's keys alone have a length of their own. */
function lengthWanted(mode: KeyMode, modeName: string, length: number): string {
  const wanted = [16, 32].find(octets => takesSecret(mode, octets));
  return `a secret of ${modeName} has ${wanted} octets, not ${length}`;
}

/** A cipher text is good for the key that it was made for, used as it was then. */
function useOf({ id, modeName }: Pick<TypedKey, "id" | "modeName">): string {
  return `key ${id} ${commonName(modeName)}`;
}

/** How H3C's cipher texts look, and Huawei's, which end as they begin. */
function isRouters(text: string): boolean {
  return /^\$[ch]\$\d+\$/.test(text) || /^(%[$@^+#]%[$@#]|@%@%).+\1$/.test(text);
}
