import type { Provenance } from "../stack/provenance";
import { stackOf } from "../stack/stack";
import { raw } from "../stack/values";
import { type Found, fingerprintOf, foundIn } from "./find";
import { type Origin, originsOf } from "./origins";

/** A secret in a resource's values: where it is, what, and where it came from; never itself. */
export interface ResourceSecret extends Pick<Found, "path" | "kind" | "title" | "by"> {
  /** Whether it is a Pulumi secret; undefined where nobody knows. */
  readonly isSealed?: boolean;
  /** The same for the same secret, in one project. */
  readonly fingerprint: string;
  /** Undefined where nobody knows. */
  readonly origin?: Origin;
}

/** What is judged, and what its values may come from. */
interface Judged {
  readonly provenance: Provenance;
  readonly resource: { readonly urn: string };
}

interface Known {
  readonly provenance: Provenance;
  readonly secrets: readonly ResourceSecret[];
}

const known = new WeakMap<object, Known>();

/** The secrets in what a rule's check is given, Pulumi's own among them; looked for once, however many rules ask. */
export function secretsOf(self: object, { provenance, resource }: Judged): readonly ResourceSecret[] {
  const values = raw(self);
  if (typeof values !== "object" || values === null) return [];
  const before = known.get(values);
  if (before?.provenance === provenance) return before.secrets;
  const origins = originsOf(provenance);
  const { project } = stackOf(resource.urn);
  const secrets = foundIn(values, origins.telling).map(({ path, kind, title, by, isSealed, secret, text }) => ({
    path,
    kind,
    title,
    by,
    isSealed: provenance.blursSecrets ? undefined : isSealed,
    fingerprint: fingerprintOf(kind, secret, project),
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
