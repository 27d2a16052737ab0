/**
 * Keys: what authenticates packets, which keys are trusted, and how good a new secret has to be. An entry
 * holds the cipher text of its secret alone.
 */
import { KeyMode } from "../core/key-mode.js";
import { MAX_KEYS } from "../core/key-ring.js";
import { ACL_NUMBER } from "./acl-kinds.js";
import { type Context } from "./cursor.js";
import { explainedChoice, integer, type Value } from "./kinds.js";
import { MODE_NAME, modeNamed, SECRET_WORD } from "./key-kinds.js";
import { keptSecret, openedSecret, SecretForm, type TypedKey } from "./key-secret.js";
import { Form, setting, type Setting } from "./setting.js";
import { type Objection, option, optional, param, required, valueOf, type Values } from "./syntax.js";

const KEY_ID = integer(1, 4_294_967_295);

/** Of a server, a peer, or what an interface sends. */
export const KEY_USED = option("authentication-keyid", KEY_ID, "Key that packets are authenticated with");

const AUTHENTICATION = setting({
  spellings: ["ntp-service authentication enable"],
  help: "Authenticate packets by keys",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.authenticates = isOn;
  },
});

export const COMPLEXITY_CHECK = setting({
  spellings: ["ntp-service authentication-password complexity-check enable"],
  help: "Demand that new secrets be long and of many kinds of characters",
  form: Form.Switch,
});

const ID = param("id", KEY_ID, "Number of the key, the same on both sides");
const MODE = required("authentication-mode", MODE_NAME, "How packets are authenticated");
const FORM = optional(
  "form",
  explainedChoice(
    ["cipher", "The secret as this device prints it"],
    ["simple", "The secret itself, or hex: and its octets"],
  ),
  "How the secret is given",
);
const SECRET = param("secret", SECRET_WORD, "The secret itself, or hex: and its octets");
const ACL_4 = option("acl", ACL_NUMBER, "Access list of those who may use the key");
const ACL_6 = option("ipv6 acl", ACL_NUMBER, "Access list of IPv6 addresses that may use the key");

export const KEY = setting({
  spellings: ["ntp-service authentication-keyid"],
  help: "Make a key",
  form: Form.Several,
  keys: [ID],
  params: [ID, MODE, FORM, SECRET],
  options: [ACL_4, ACL_6],
  secret: SECRET,
  rank: ({ id }) => id as number,
  check: checkKey,
  settle: sealKey,
  apply(values, { dialect, secrets }, draft) {
    const key = typedKey(values);
    const secret = openedSecret(key, secrets);
    if (!(secret instanceof Uint8Array)) return;
    draft.keys.push({
      id: key.id,
      mode: modeNamed(key.modeName),
      secret,
      isTrusted: false,
      acl4: valueOf(values, ACL_4, dialect),
      acl6: valueOf(values, ACL_6, dialect),
    });
  },
});

const TRUSTED = setting({
  spellings: [
    "ntp-service reliable authentication-keyid",
    "ntp-service reliable authentication-keyid",
    "ntp-service trusted authentication-keyid",
  ],
  help: "Believe what is authenticated by a key",
  form: Form.Several,
  params: [ID],
  rank: ({ id }) => id as number,
  apply(values, _circumstances, draft) {
    const at = draft.keys.findIndex(({ id }) => id === values[ID.name]);
    if (at >= 0) draft.keys[at] = { ...draft.keys[at], isTrusted: true };
  },
});

/** Keys come before what trusts them. */
export const KEY_SETTINGS: readonly Setting[] = Object.freeze([
  AUTHENTICATION,
  COMPLEXITY_CHECK,
  KEY,
  TRUSTED,
]);

/** The id of a key, of an entry of `KEY` or `TRUSTED`. */
export function keyIdOf(values: Values): number {
  return values[ID.name] as number;
}

/** What an entry of `KEY` says of its key. */
export function typedKey(values: Values): TypedKey {
  return {
    id: keyIdOf(values),
    modeName: values[MODE.name] as string,
    form: formOf(values[FORM.name]),
    text: values[SECRET.name] as string,
  };
}

function formOf(word: Value | undefined): SecretForm {
  if (word === undefined) return SecretForm.Unsaid;
  return word === "simple" ? SecretForm.Simple : SecretForm.Cipher;
}

function checkKey(values: Values, context: Context): Objection | undefined {
  const { id, modeName } = typedKey(values);
  if (context.forbidsWeakKeys && modeNamed(modeName) === KeyMode.Md5)
    return { param: MODE, why: "MD5 is weak; undo crypto weak-algorithm disable has to allow it first" };
  if (context.keyIds.length >= MAX_KEYS && !context.keyIds.includes(id))
    return { param: ID, why: `there are ${MAX_KEYS} keys, which is all that there may be` };
  const kept = keptSecret(typedKey(values), context);
  return "why" in kept ? { param: SECRET, why: kept.why } : undefined;
}

/** What is undone may lack its secret, and keeps none. */
function sealKey(values: Values, context: Context): Values {
  const others: Record<string, Value> = { ...values };
  delete others[FORM.name];
  delete others[SECRET.name];
  if (values[SECRET.name] === undefined || values[MODE.name] === undefined) return others;
  const kept = keptSecret(typedKey(values), context);
  return "why" in kept ? others : { ...others, [FORM.name]: "cipher", [SECRET.name]: kept.cipherText };
}
