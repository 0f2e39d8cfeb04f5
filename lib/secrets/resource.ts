import { raw } from "../stack/values";
import { findSecrets, type SecretFinding } from "./find";

const known = new WeakMap<object, readonly SecretFinding[]>();

/** The secrets in what a rule's check is given; looked for once, however many rules ask. */
export function secretsOf(self: object): readonly SecretFinding[] {
  const values = raw(self);
  let found = known.get(values);
  if (!found) known.set(values, (found = findSecrets(values)));
  return found;
}
