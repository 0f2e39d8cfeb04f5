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
const passwords = new RegExp(
  `(?:${list("password passwd passwort passphrase passcode pwd \\bpass \\bpw")}|(?:admin|app|auth|db|ftp|login|mail|my|proxy|redis|root|smtp|sql|ssh|user|vpn|web|wifi)(?:pass|pw))$`,
);
const tokens = new RegExp(
  `(?:${list(`secret token api_key app_key access_key secret_key private_key account_key shared_key psk auth_key encryption_key signing_key
    master_key storage_key license_key licence_key service_key subscription_key function_key deploy_key consumer_key integration_key write_key host_key
    token_key key_value key_material customer_key api_secret hmac_key session_key cipher_key jwt_key client_key ssh_key rsa_key gpg_key pgp_key
    credential credentials creds bearer access_id auth \\bpat`)})$`,
);
/** Words that name something about a secret, or a secret that is none. */
const harmless =
  /\b(?:public|pub ?lic|kms|next|page|continuation|sort key|partition key|primary key|foreign|compass|by ?pass|cancellation|encompass|syncer|tenant access id|credential type|version for|manager stored|managed by|idempotency|csrf|xsrf|authenticity|request token|client token|client request|host key base)\b/;
/** What says nothing beside a vendor's name: `COHERE_API`. */
const empty = /^(?:api|access|login|my|dev|prod|production|test|staging|live|sandbox|main|default|bot|webhook|hook|session|cookie|\d{1,9})$/;
const plural = /(?:password|token|key|secret)s$/;
/** What stands behind the word that counts: `passwordWo`, `secretString`, `tokenBase64`. */
const suffix = /(?: (?:wo|value|string|binary|text|plain ?text|plain|raw|base ?64|b64|data|body|\d{1,9})|\d{1,9})$/;

/** What kinds that are no vendor's start with, and vendors whose name is an ordinary word. */
const notVendors: ReadonlySet<string> = new Set(
  (
    "private generic authorization curl shell powershell kubernetes message segment drone linear square box render shortcut railway cursor falcon coda ghost " +
    "courier modal polar brave ramp"
  ).split(" "),
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
  const words = name.split(" ");
  const { vendors, others } = vendorsIn(words);
  let core = name;
  for (let i = 0; i < 3; i++) {
    if (passwords.test(core) || tokens.test(core)) break;
    core = core.replace(suffix, "");
  }
  if (plural.test(core)) core = core.slice(0, -1);
  const isHarmless = harmless.test(core);
  const secret = isHarmless ? undefined : passwords.test(core) ? "password" : tokens.test(core) || isKeyOfVendor(core) ? "token" : undefined;
  if (secret) return { secret, vendors };
  // `HEROKU_APP_ID`, `SNYK_ORG` and `DD_VERSION` may look like the vendor's keys.
  const isTheirs = !isHarmless && others.every((word) => empty.test(word)) && !words.some((word) => notVendors.has(word));
  const telling = isTheirs ? vendors : vendors.filter(({ sure }) => sure);
  return telling.length ? { vendors: telling } : nothing;
}

let vendorWords: ReadonlySet<string> | undefined;

/** `jumpcloud key`: any other name may end so, too. */
function isKeyOfVendor(name: string): boolean {
  if (!name.endsWith(" key")) return false;
  vendorWords ??= new Set(
    [...detectors().map(({ kind }) => kind.slice(0, kind.indexOf("-"))), ...namedDetectors().keys()].filter((word) => word.length > 3 && !notVendors.has(word)),
  );
  const words = name.split(" ");
  return words.some((word, i) => vendorWords!.has(word) || vendorWords!.has(word + words[i + 1]));
}

/** The vendors that words, or two of them in a row, are the names of: `new relic key`, `circleci token`, `dropboxtoken`; and the other words. */
function vendorsIn(words: readonly string[]): { vendors: readonly NamedDetector[]; others: readonly string[] } {
  const vendors = new Set<NamedDetector>();
  const naming = new Set<number>();
  const look = (name: string, ...places: readonly number[]) => {
    const detector = namedDetectors().get(name);
    if (!detector) return;
    vendors.add(detector);
    for (const place of places) naming.add(place);
  };
  words.forEach((word, i) => {
    look(word, i);
    look(word + words[i + 1], i, i + 1);
    for (let length = 4; length < word.length && length <= 12; length++) look(word.slice(0, length), i);
  });
  return { vendors: [...vendors], others: words.filter((_, i) => !naming.has(i)) };
}

/** `DB_rootPassword` as `db root password`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .toLowerCase();
