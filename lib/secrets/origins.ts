import type { Provenance } from "../stack/provenance";
import { inside, isSecretKey, unknown } from "../stack/values";
import { matchOf } from "./assigned";
import { isRandom } from "./plausible";
import { matchesIn } from "./scan";

/** Where a secret came from. */
export type Origin =
  | { readonly from: "configuration"; readonly key: string; readonly isSecret: boolean }
  | { readonly from: "environment"; readonly name: string }
  /** It stands in a file of the program, whose path is from the program's folder. */
  | { readonly from: "program"; readonly file: string };

interface Entry {
  readonly origin: Origin;
  readonly text: string;
}

/** A text shorter than this may be anything else, too. */
const shortest = 8;

/** Tells of a secret where it came from, by what its stack's source knows. */
export class Origins {
  /** Nothing of these gets into a message. */
  readonly confidential: ReadonlySet<string>;
  /** Secrets of the configuration and the environment that can be told wherever they stand. */
  readonly telling: ReadonlySet<string>;
  private readonly entries: readonly Entry[];
  private files?: readonly (readonly [path: string, text: string])[];

  constructor(private readonly provenance: Provenance) {
    const configured = [...leavesOf(provenance.configuration ?? {})].map(({ name, path, text, ...leaf }) => {
      const isCredential = matchesIn(text).length > 0 || isRandom(text) || matchOf(name, text, "declared") !== undefined;
      const isSecret = provenance.blursSecrets ? isCredential : leaf.isSecret;
      const origin: Origin = { from: "configuration", key: path.replace(/^\["([^"]*)"\]/, "$1"), isSecret };
      return { origin, text, isSecret, tells: isSecret && isCredential && isTelling(text) };
    });
    const environment = Object.entries(provenance.environment ?? {}).flatMap(([name, text = ""]) => {
      if (/^PULUMI_(?:CONFIG|NODEJS)/.test(name)) return [];
      const isSecret = matchesIn(text).length > 0 || matchOf(name, text) !== undefined;
      return [{ origin: { from: "environment", name } as const, text, isSecret, tells: isSecret && isTelling(text) }];
    });
    // What is encrypted tells more than what stands in the open.
    this.entries = [...configured.filter(({ isSecret }) => isSecret), ...environment, ...configured.filter(({ isSecret }) => !isSecret)];
    this.confidential = new Set([...configured, ...environment].filter(({ isSecret }) => isSecret).map(({ text }) => text));
    this.telling = new Set([...configured, ...environment].filter(({ tells }) => tells).map(({ text }) => text));
  }

  /** @param text the whole text that the secret is in, in which it may be encoded */
  of(secret: string, text: string): Origin | undefined {
    return this.entries.find((entry) => standsIn(entry.text, secret))?.origin ?? this.inProgram(secret) ?? this.inProgram(text);
  }

  private inProgram(secret: string): Origin | undefined {
    this.files ??= [...(this.provenance.files?.() ?? [])];
    const forms = [secret, JSON.stringify(secret).slice(1, -1)];
    const file = this.files.find(([, text]) => forms.some((form) => standsIn(text, form)))?.[0];
    return file === undefined ? undefined : { from: "program", file };
  }
}

const known = new WeakMap<Provenance, Origins>();

export function originsOf(provenance: Provenance): Origins {
  let origins = known.get(provenance);
  if (!origins) known.set(provenance, (origins = new Origins(provenance)));
  return origins;
}

/** Whether a text is told wherever it stands: no word or name that may stand anywhere. */
const isTelling = (text: string): boolean =>
  text.length >= shortest && (isRandom(text) || [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(text)).length > 2);

/** The texts in a value, each with the name it goes by. */
function* leavesOf(container: object, path = "", inSecret = false): Generator<{ name: string; path: string; text: string; isSecret: boolean }> {
  for (const [name, value] of Object.entries(container)) {
    const isSecret = inSecret || isSecretKey(container, name);
    const at = inside(path, name);
    if (typeof value === "object" && value !== null) yield* leavesOf(value, at, isSecret);
    else if (value !== unknown && String(value)) yield { name, path: at, text: String(value), isSecret };
  }
}

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /[A-Za-z0-9]/.test(character);

/** Whether a text stands in another by itself, not as a part of a longer word. */
function standsIn(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + wanted.length])) return true;
  return false;
}
