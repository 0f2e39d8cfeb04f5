import type { Provenance } from "../stack/provenance";
import { raw } from "../stack/values";
import { type Found, fingerprintOf, foundIn } from "./find";
import { type Origin, originsOf } from "./origins";

/** A secret in a resource's values: where it is, what, and where it came from; never itself. */
export interface ResourceSecret extends Pick<Found, "path" | "kind" | "title" | "by"> {
  /** Whether it is a Pulumi secret; undefined where nobody knows. */
  readonly isSealed?: boolean;
  /** The same for the same secret. */
  readonly fingerprint: string;
  /** Undefined where nobody knows. */
  readonly origin?: Origin;
}

interface Known {
  readonly provenance: Provenance;
  readonly secrets: readonly ResourceSecret[];
}

const known = new WeakMap<object, Known>();

/** The secrets in what a rule's check is given, Pulumi's own among them; looked for once, however many rules ask. */
export function secretsOf(self: object, provenance: Provenance): readonly ResourceSecret[] {
  const values = raw(self);
  if (typeof values !== "object" || values === null) return [];
  const before = known.get(values);
  if (before?.provenance === provenance) return before.secrets;
  const origins = originsOf(provenance);
  const secrets = foundIn(values, origins.telling).map(({ path, kind, title, by, isSealed, secret, text }) => ({
    path,
    kind,
    title,
    by,
    isSealed: provenance.blursSecrets ? undefined : isSealed,
    fingerprint: fingerprintOf(kind, secret),
    origin: origins.of(secret, text),
  }));
  known.set(values, { provenance, secrets });
  return secrets;
}

/** The name of what a secret came from, if secrets are kept there: then nobody has typed it into the program. */
export function keptIn(origin: Origin | undefined): string | undefined {
  if (origin?.from === "environment") return `the environment variable \`${origin.name}\``;
  return origin?.from === "configuration" && origin.isSecret ? `the configuration's secret \`${origin.key}\`` : undefined;
}
