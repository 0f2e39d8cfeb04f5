import { createHash } from "node:crypto";
import { Asset, inside, isSecretKey, secretSignature, signature, unknown } from "../stack/values";
import { type Match, matchOf } from "./assigned";
import { contentOf } from "./content";
import { isDefaultPassword } from "./default-password";
import { meaningOf } from "./names";
import { isPublished } from "./published";
import { matchesIn } from "./scan";

/** A secret in a value: where it is and what, never itself. */
export interface SecretFinding {
  /** Where in the value, as a program writes it: `environment.variables.DB_PASSWORD`. */
  readonly path: string;
  /** Stable: `github-token`; `password` and `token` for what only its name tells. */
  readonly kind: string;
  /** What it is, with its article: `a GitHub token`. */
  readonly title: string;
  /** `format`: told by its form alone. `name`: by the name of the property, the variable or the vendor beside it. */
  readonly by: "format" | "name";
  /** The same for the same secret. A random one can't be got from it, but who guesses a weak one can check the guess. */
  readonly fingerprint: string;
}

export interface SecretOptions {
  /** Makes fingerprints one's own. */
  readonly salt?: string;
}

/** The secrets in a value nested at will, found by their forms and by the names beside them. Pulumi secrets and unknown values are passed over. */
export function findSecrets(value: unknown, { salt = "stackward" }: SecretOptions = {}): SecretFinding[] {
  return foundIn(value).flatMap(({ path, kind, title, by, secret, isSealed }) =>
    !isSealed && (by === "format" || by === "name") ? [{ path, kind, title, by, fingerprint: fingerprintOf(kind, secret, salt) }] : [],
  );
}

/** The same for the same secret and salt. */
export const fingerprintOf = (kind: string, secret: string, salt: string): string =>
  createHash("sha256").update(`${salt}\0${kind}\0${secret}`).digest("hex").slice(0, 8);

/** A secret and all about it; it holds the secret itself and doesn't leave this folder. */
export interface Found extends Omit<Match, "by"> {
  /** No part of a path is a secret. */
  readonly path: string;
  /** `sought`: it was asked for. `default`: it is a password that everybody knows. */
  readonly by: Match["by"] | "sought" | "default";
  /** The whole text at the path. */
  readonly text: string;
  /** Whether it is a Pulumi secret. */
  readonly isSealed: boolean;
}

/**
 * All that is or may be secret in a decoded value.
 * @param sought texts that are secrets wherever they stand
 */
export function foundIn(value: unknown, sought: ReadonlySet<string> = none): Found[] {
  const finder = new Finder([...sought]);
  finder.visit(value, { names: [], depth: 0, decoded: 0, isSealed: false });
  return finder.findings();
}

const none: ReadonlySet<string> = new Set();
const deepest = 64;
/** A shorter key of a record is no credential. */
const shortestKey = 16;
const decodings = 3;

/** Where the finder is in a value. */
interface Place {
  /** What the value is in, and under which key. */
  readonly around?: Place;
  readonly key?: string;
  /** The names that the value goes by, the nearest first. */
  readonly names: readonly string[];
  readonly depth: number;
  readonly decoded: number;
  readonly isSealed: boolean;
  /** The text that the value is decoded from. */
  readonly whole?: string;
}

class Finder {
  private readonly found = new Map<string, Found>();
  private readonly ancestors = new Set<object>();

  constructor(private readonly sought: readonly string[]) {}

  findings(): Found[] {
    const all = [...this.found.values()];
    const hide = (path: string) => all.reduce((text, { by, secret }) => (by === "default" ? text : text.replaceAll(secret, "[secret]")), path);
    return all.map((found) => ({ ...found, path: hide(found.path) }));
  }

  visit(value: unknown, place: Place): void {
    if (typeof value === "string") this.text(value, place);
    else if (value instanceof Asset) this.visit(value.text ?? value.assets, place);
    else if (typeof value === "object" && value !== null && place.depth < deepest && !this.ancestors.has(value)) {
      this.ancestors.add(value);
      this.container(value, place);
      this.ancestors.delete(value);
    }
  }

  private container(value: object, place: Place): void {
    const record = value as Record<string, unknown>;
    if (record[signature] === secretSignature) return;
    const isList = Array.isArray(value);
    const given = isList ? undefined : nameIn(record);
    const { decoded, whole } = place;
    const depth = place.depth + 1;
    for (const key of Object.keys(value)) {
      const inner = record[key];
      const isTelling = !isList && key.length >= shortestKey;
      const isEmpty = typeof inner !== "string" && (typeof inner !== "object" || inner === null);
      if (isEmpty && !isTelling) continue;
      const isSealed = place.isSealed || isSecretKey(value, key);
      if (isTelling) for (const match of matchesIn(key)) this.add(match, key, { around: place, key, names: place.names, depth, decoded, isSealed });
      if (isEmpty) continue;
      const names =
        given !== undefined && valueKeys.has(key) ? [given, ...place.names] : isList ? place.names : [ownerIn(record, key), ...place.names.slice(0, 2)];
      this.visit(inner, { around: place, key, names, depth, decoded, isSealed, whole });
    }
  }

  private text(text: string, place: Place): void {
    if (text.length < 4 || text === unknown) return;
    const inner = place.depth < deepest && place.decoded < decodings ? contentOf(text, place.names) : undefined;
    const before = this.found.size;
    const within = inner === undefined ? place : { ...place, depth: place.depth + 1, decoded: place.decoded + 1, whole: place.whole ?? text };
    if (typeof inner === "object") {
      this.visit(inner, within);
      return;
    }
    for (const match of matchesIn(text)) this.add(match, text, place);
    if (inner !== undefined) this.text(inner, within);
    const [name, owner] = place.names;
    // The vendor's form says more than the name of the property.
    const byName = name === undefined || this.found.size > before ? undefined : matchOf(name, text, place.isSealed ? "declared" : undefined, owner);
    if (byName) this.add(byName, text, place);
    for (const secret of this.sought) if (text.includes(secret)) this.add({ kind: "known", title: "a secret", by: "sought", secret }, text, place);
    if (name !== undefined && meaningOf(name).secret === "password" && isDefaultPassword(text))
      this.add({ kind: "default-password", title: "a password that everybody knows", by: "default", secret: text }, text, place);
  }

  private add(match: Omit<Found, "path" | "text" | "isSealed">, text: string, place: Place): void {
    const { isSealed, whole = text } = place;
    const { kind, title, by, secret } = match;
    const isCredential = by === "format" || by === "name";
    const path = pathOf(place);
    const key = `${isCredential ? "credential" : by}\0${path}\0${secret}`;
    const other = this.found.get(key);
    if (other && !(other.by === "name" && by === "format")) return;
    if (!isCredential || other || !(secret.includes(unknown) || isPublished(secret)))
      this.found.set(key, { kind, title, by, secret, path, text: whole, isSealed });
  }
}

/** As a program writes it. Most places are never told. */
function pathOf({ around, key }: Place): string {
  const path = around ? pathOf(around) : "";
  return key === undefined ? path : inside(path, key);
}

const namings = ["name", "Name", "key", "Key", "variable", "secretName", "variableName", "parameterKey", "ParameterKey", "ParameterName", "parameterName"];
const valueKeys = new Set(["value", "Value", "parameterValue", "ParameterValue", "plaintextValue", "secretValue", "secretText"]);

/** What the values under a key go by: those of `{ secretName, properties: { value } }`, as Azure Key Vault has it, by the secret's name. */
function ownerIn({ secretName }: Record<string, unknown>, key: string): string {
  if (key !== "properties" || typeof secretName !== "string") return key;
  return meaningOf(secretName).secret ? secretName : `${secretName} secret`;
}

/** The name of a `{ name, value }` entry. */
function nameIn(record: Record<string, unknown>): string | undefined {
  for (const key of valueKeys) {
    if (!(key in record)) continue;
    for (const naming of namings) if (typeof record[naming] === "string") return record[naming];
    return undefined;
  }
  return undefined;
}
