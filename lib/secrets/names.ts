import { detectors } from "./detectors";
import { type NamedDetector, namedDetectors } from "./detectors/named";

/** What a name says of its value. */
export interface Meaning {
  /** `password`: chosen by people. `token`: made by a machine. */
  readonly secret?: "password" | "token";
  readonly vendors: readonly NamedDetector[];
}

const list = (words: string): string => words.trim().split(/\s+/).join("|").replaceAll("_", " ?");

/** What a name ends with, in words, whose value is a secret; `_` is a space or nothing. */
const passwords = new RegExp(`(?:${list("password passwd passwort passphrase passcode pwd pass \\bpw rootpw dbpw")})$`);
const tokens = new RegExp(
  `(?:${list(`secret token api_key app_key access_key secret_key private_key account_key shared_key psk auth_key encryption_key signing_key
    master_key storage_key license_key licence_key service_key subscription_key function_key deploy_key consumer_key integration_key write_key host_key
    token_key key_value key_material customer_key api_secret hmac_key session_key cipher_key jwt_key client_key ssh_key rsa_key gpg_key pgp_key
    credential credentials creds bearer access_id auth \\bpat`)})$`,
);
/** Words that name something about a secret, or a secret that is none. */
const harmless =
  /\b(?:public|pub ?lic|kms|next|page|continuation|sort key|partition key|primary key|foreign|compass|by ?pass|cancellation|encompass|syncer|tenant access id|credential type|version for|manager stored|managed by|idempotency|csrf|xsrf|authenticity|request token|client token|client request|host key base)\b/;
/** What a name ends with whose value tells which one of a vendor's it is, and not who may use it. */
const identifying =
  /(?:^| )(?:id|sid|uuid|guid|name|arn|ur[li]|host|domain|endpoint|region|zone|email|version|release|revision|commit|sha ?\d*|hash|digest|checksum|fingerprint|thumbprint|etag|tag|ref|branch|image|project|path|file)$/;
const plural = /(?:password|token|key|secret)s$/;
/** What stands behind the word that counts: `passwordWo`, `secretString`, `tokenBase64`. */
const suffix = /(?: (?:wo|value|string|binary|text|plain ?text|plain|raw|base ?64|b64|data|body|\d{1,9})|\d{1,9})$/;

/** What kinds that are no vendor's start with, and vendors whose name is an ordinary word. */
const notVendors: ReadonlySet<string> = new Set(
  "private generic authorization curl shell powershell message segment drone linear square box render".split(" "),
);

const known = new Map<string, Meaning>();
const most = 20_000;
const nothing: Meaning = { vendors: [] };

/** What a property, variable or parameter of this name holds. */
export function meaningOf(name: string): Meaning {
  if (name.length > 200) return nothing;
  let meaning = known.get(name);
  if (!meaning) {
    if (known.size >= most) known.clear();
    known.set(name, (meaning = read(wordsOf(name))));
  }
  return meaning;
}

function read(name: string): Meaning {
  const vendors = vendorsIn(name.split(" "));
  let core = name;
  for (let i = 0; i < 3; i++) {
    if (passwords.test(core) || tokens.test(core)) break;
    core = core.replace(suffix, "");
  }
  if (plural.test(core)) core = core.slice(0, -1);
  const isHarmless = harmless.test(core);
  const secret = isHarmless ? undefined : passwords.test(core) ? "password" : tokens.test(core) || isKeyOfVendor(core) ? "token" : undefined;
  if (secret) return { secret, vendors };
  const telling = isHarmless || identifying.test(name) ? vendors.filter(({ sure }) => sure) : vendors;
  return telling.length ? { vendors: telling } : nothing;
}

let vendorWords: ReadonlySet<string> | undefined;

/** `jumpcloud key`: any other name may end so, too. */
function isKeyOfVendor(name: string): boolean {
  if (!name.endsWith(" key")) return false;
  vendorWords ??= new Set(
    [...detectors().map(({ kind }) => kind.slice(0, kind.indexOf("-"))), ...namedDetectors().keys()].filter((word) => word.length > 3 && !notVendors.has(word)),
  );
  return name.split(" ").some((word) => vendorWords!.has(word));
}

/** The vendors that words, or two of them in a row, are the names of: `new relic key`, `circleci token`, `dropboxtoken`. */
function vendorsIn(words: readonly string[]): readonly NamedDetector[] {
  const found = new Set<NamedDetector | undefined>();
  const detectors = namedDetectors();
  words.forEach((word, i) => {
    found.add(detectors.get(word)).add(detectors.get(word + words[i + 1]));
    for (let length = 4; length < word.length && length <= 12; length++) found.add(detectors.get(word.slice(0, length)));
  });
  found.delete(undefined);
  return [...found] as NamedDetector[];
}

/** `DB_rootPassword` as `db root password`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .toLowerCase();
