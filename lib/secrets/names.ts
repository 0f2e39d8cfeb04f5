import { type NamedDetector, namedDetectors } from "./detectors/named";

/** What a name says of its value. */
export interface Meaning {
  /** `password`: chosen by people. `token`: made by a machine. */
  readonly secret?: "password" | "token";
  readonly vendors: readonly NamedDetector[];
}

const passwords = /(?:password|passwd|passwort|passphrase|passcode|pwd|pass)$/;
const tokens =
  /(?:secret|token|api ?key|app ?key|access ?key|secret ?key|private ?key|account ?key|shared ?key|pre ?shared ?key|psk|auth ?key|encryption ?key|signing ?key|master ?key|storage ?key|license ?key|service ?key|subscription ?key|function ?key|host ?key base|deploy ?key|consumer ?key|integration ?key|write ?key|credentials?|bearer|api ?secret|access ?id)$/;
/** Words that name something about a secret, or a secret that is none. */
const harmless =
  /\b(?:public|pub ?lic|kms|next|page|continuation|sort|partition|primary ?key|foreign|compass|bypass|by ?pass|csrf name|cancellation|encompass|syncer|tenant access id|credential type|version for|manager stored|managed by)\b/;
const plural = /(?:password|token|key|secret)s$/;
/** What stands behind the word that counts: `passwordWo`, `secretString`, `tokenBase64`. */
const suffix = /(?: (?:wo|value|string|binary|text|plain ?text|plain|raw|base ?64|b64|data|\d+)|\d+)$/;

const known = new Map<string, Meaning>();
const most = 20_000;
const nothing: Meaning = { vendors: [] };

/** What a property, variable or parameter of this name holds. */
export function meaningOf(name: string): Meaning {
  let meaning = known.get(name);
  if (!meaning) {
    if (known.size >= most) known.clear();
    known.set(name, (meaning = name.length > 200 ? nothing : read(name)));
  }
  return meaning;
}

function read(name: string): Meaning {
  const words = wordsOf(name);
  const vendors = namedDetectors.filter((detector) =>
    detector.words.some((start) => words.split(" ").some((word) => word === start || (start.length > 3 && word.startsWith(start)))),
  );
  let core = words;
  for (let i = 0; i < 3; i++) core = core.replace(suffix, "");
  if (plural.test(core)) core = core.slice(0, -1);
  if (harmless.test(core)) return { vendors };
  const secret = passwords.test(core) ? "password" : tokens.test(core) ? "token" : undefined;
  return secret || vendors.length ? { secret, vendors } : nothing;
}

/** `DB_rootPassword` as `db root password`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .toLowerCase();
