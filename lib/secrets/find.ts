import { createHash } from "node:crypto";
import { Asset, inside, isSecretKey, secretSignature, signature, unknown } from "../stack/values";
import { isDefaultPassword } from "./default-password";
import { meaningOf } from "./names";
import { type Match, matchesIn, matchOf } from "./scan";

/** A secret in a value: where it is and what, never itself. */
export interface SecretFinding {
  /** Where in the value, as a program writes it: `environment.variables.DB_PASSWORD`. */
  readonly path: string;
  /** Stable: `github-token`; `password` and `token` for what only its name tells. */
  readonly kind: string;
  /** What it is, with its article: `a GitHub token`. */
  readonly title: string;
  /** `format`: told by its form or by its vendor's name. `name`: by the property's or variable's name alone. */
  readonly by: "format" | "name";
  /** The same for the same secret, so that an exemption can name it; it can't be turned back. */
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

/** The same for the same secret. */
export const fingerprintOf = (kind: string, secret: string, salt = "stackward"): string =>
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
  finder.visit(value, { path: "", names: [], depth: 0, decoded: 0, isSealed: false });
  return finder.findings();
}

const none: ReadonlySet<string> = new Set();
const deepest = 64;
const decodings = 3;

/** Where the finder is in a value. */
interface Place {
  readonly path: string;
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
    const given = Array.isArray(value) ? undefined : nameIn(record);
    for (const key of Object.keys(value)) {
      const inner = record[key];
      if (typeof inner !== "string" && (typeof inner !== "object" || inner === null)) continue;
      const names =
        given !== undefined && valueKeys.has(key) ? [given, ...place.names] : Array.isArray(value) ? place.names : [key, ...place.names.slice(0, 2)];
      const { path, depth, decoded, whole } = place;
      this.visit(inner, { path: inside(path, key), names, depth: depth + 1, decoded, isSealed: place.isSealed || isSecretKey(value, key), whole });
    }
  }

  private text(text: string, place: Place): void {
    if (text.length < 4 || text === unknown) return;
    const [name] = place.names;
    const byName = name === undefined ? undefined : matchOf(name, text, place.isSealed);
    const inner = place.depth < deepest && place.decoded < decodings ? contentOf(text, place.names) : undefined;
    const before = this.found.size;
    const within = { ...place, depth: place.depth + 1, decoded: place.decoded + 1, whole: place.whole ?? text };
    if (typeof inner === "object") {
      this.visit(inner, within);
      return;
    }
    for (const match of matchesIn(text)) this.add(match, text, place);
    if (inner !== undefined) this.text(inner, within);
    // The vendor's name says more than that of the property.
    if (byName && this.found.size === before) this.add(byName, text, place);
    for (const secret of this.sought) if (text.includes(secret)) this.add({ kind: "known", title: "a secret", by: "sought", secret }, text, place);
    if (name !== undefined && isDefaultPassword(text) && meaningOf(name).secret === "password")
      this.add({ kind: "default-password", title: "a password that everybody knows", by: "default", secret: text }, text, place);
  }

  private add(match: Omit<Found, "path" | "text" | "isSealed">, text: string, { path, isSealed, whole = text }: Place): void {
    const key = `${match.by === "name" ? "format" : match.by}\0${path}\0${match.secret}`;
    const other = this.found.get(key);
    if (!other || (other.by === "name" && match.by === "format")) this.found.set(key, { ...match, path, text: whole, isSealed });
  }
}

const namings = ["name", "Name", "key", "Key", "variable", "secretName", "variableName", "parameterKey", "ParameterKey", "ParameterName", "parameterName"];
const valueKeys = new Set(["value", "Value", "parameterValue", "ParameterValue", "plaintextValue", "secretValue", "secretText"]);

/** The name of a `{ name, value }` entry. */
function nameIn(record: Record<string, unknown>): string | undefined {
  for (const key of valueKeys) {
    if (!(key in record)) continue;
    for (const naming of namings) if (typeof record[naming] === "string") return record[naming];
    return undefined;
  }
  return undefined;
}

const encodedNames = /^(?:data|binaryData|.*(?:user|custom)_?data|.*base_?64.*|encoded.*|content|contents)$/i;

/** What a text is the writing of: JSON, or base64 where its name allows for it. */
function contentOf(text: string, names: readonly string[]): string | object | undefined {
  const first = text.trimStart()[0];
  if (first === "{" || first === "[") {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === "object" && value !== null ? value : undefined;
    } catch {
      return undefined;
    }
  }
  if (text.length < 12 || (!encodedNames.test(names[0] ?? "") && !encodedNames.test(names[1] ?? "")) || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text))
    return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return isReadable(decoded) ? decoded : undefined;
}

/** Whether bytes are text, told by their start. */
const isReadable = (text: string): boolean => text.length > 3 && !/[^\P{C}\s]|\ufffd/u.test(text.slice(0, 1000));
