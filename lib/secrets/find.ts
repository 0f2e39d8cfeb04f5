import { createHash } from "node:crypto";
import { Asset, inside, isSecretKey, secretSignature, signature, unknown } from "../stack/values";
import { type Match, matchOf } from "./assigned";
import { contentOf } from "./content";
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
  /** The same for the same secret, so that an exemption can name it; it can't be turned back. */
  readonly fingerprint: string;
}

export interface SecretOptions {
  /** Makes fingerprints one's own. */
  readonly salt?: string;
}

const deepest = 64;
const decodings = 3;

/** The secrets in a value nested at will, found by their forms and by the names beside them. Pulumi secrets and unknown values are passed over. */
export function findSecrets(value: unknown, { salt = "stackward" }: SecretOptions = {}): SecretFinding[] {
  const finder = new Finder(salt);
  finder.visit(value, "", [], 0, 0);
  return finder.findings();
}

class Finder {
  private readonly found = new Map<string, { path: string; match: Match }>();
  private readonly ancestors = new Set<object>();

  constructor(private readonly salt: string) {}

  findings(): SecretFinding[] {
    const secrets = [...this.found.values()].map(({ match }) => match.secret);
    return [...this.found.values()].map(({ path, match: { kind, title, by, secret } }) => ({
      path: secrets.reduce((text, other) => text.replaceAll(other, "[secret]"), path),
      kind,
      title,
      by,
      fingerprint: createHash("sha256").update(`${this.salt}\0${kind}\0${secret}`).digest("hex").slice(0, 8),
    }));
  }

  /** @param names the names that `value` goes by, the nearest first */
  visit(value: unknown, path: string, names: readonly string[], depth: number, decoded: number): void {
    if (typeof value === "string") this.text(value, path, names, depth, decoded);
    else if (value instanceof Asset) this.visit(value.text ?? value.assets, path, names, depth, decoded);
    else if (typeof value === "object" && value !== null && depth < deepest && !this.ancestors.has(value)) {
      this.ancestors.add(value);
      this.container(value, path, names, depth, decoded);
      this.ancestors.delete(value);
    }
  }

  private container(value: object, path: string, names: readonly string[], depth: number, decoded: number): void {
    const record = value as Record<string, unknown>;
    if (record[signature] === secretSignature) return;
    const isList = Array.isArray(value);
    const given = isList ? undefined : nameIn(record);
    for (const key of Object.keys(value)) {
      if (isSecretKey(value, key)) continue;
      const named = isList ? names : [given !== undefined && valueKeys.test(key) ? given : key, ...names.slice(0, 2)];
      this.visit(record[key], inside(path, key), named, depth + 1, decoded);
    }
  }

  private text(text: string, path: string, names: readonly string[], depth: number, decoded: number): void {
    if (text.length < 4 || text === unknown) return;
    const before = this.found.size;
    const inner = depth < deepest && decoded < decodings ? contentOf(text, names) : undefined;
    if (typeof inner === "object") {
      this.visit(inner, path, names, depth + 1, decoded + 1);
      return;
    }
    for (const match of matchesIn(text)) this.add(path, match);
    if (inner !== undefined) this.text(inner, path, names, depth + 1, decoded + 1);
    // The vendor's form says more than the name of the property.
    if (this.found.size > before || names[0] === undefined) return;
    const byName = matchOf(names[0], text);
    if (byName) this.add(path, byName);
  }

  private add(path: string, match: Match): void {
    if (match.secret.includes(unknown) || isPublished(match.secret)) return;
    const key = `${path}\0${match.secret}`;
    const other = this.found.get(key);
    if (!other || (other.match.by === "name" && match.by === "format")) this.found.set(key, { path, match });
  }
}

const valueKeys = /^(?:value|parameterValue)$/i;
const nameKeys = ["name", "Name", "key", "Key", "parameterKey", "ParameterKey", "ParameterName", "parameterName"];

/** The name of a `{ name, value }` entry. */
function nameIn(record: Record<string, unknown>): string | undefined {
  if (!("value" in record || "Value" in record || "parameterValue" in record || "ParameterValue" in record)) return undefined;
  for (const key of nameKeys) if (typeof record[key] === "string") return record[key];
  return undefined;
}
