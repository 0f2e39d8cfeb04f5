import { verdictsOf } from "../judge/judge";
import { problemOf, redact } from "../judge/redact";
import type { Rule } from "../rule/rule";
import type { Provenance } from "../stack/provenance";
import { type RawResource, toResource } from "../stack/stack";
import { isRecord, raw, secretSignature, signature, UnknownValue, view } from "../stack/values";

type Values = Record<string, unknown>;

/**
 * `source`'s inputs with the rule's remedy in them, as the engine writes them: secrets stay secrets, and what the remedy
 * doesn't change stays as it is. Undefined where the rule finds nothing, has no remedy, or needs a value that isn't known yet.
 */
export function remedied(rule: Rule, source: RawResource, options: Readonly<Values>, provenance: Provenance): Values | undefined {
  const resource = toResource(source);
  const context = { options, resource, provenance };
  if (!verdictsOf(rule, resource.inputs, resource.secrets, context).some(({ outcome }) => outcome === "fail")) return undefined;
  try {
    const remedy = rule.remedy?.(view(resource.inputs), context);
    return remedy && withoutAbsent({ ...source.inputs, ...(patch(source.inputs, resource.inputs, remedy) as Values) });
  } catch (error) {
    if (error instanceof UnknownValue) return undefined;
    throw new Error(redact(problemOf(error), resource.secrets, provenance));
  }
}

/** `after` as the engine writes it; what it shares with `before` is taken from `written`, of which `before` is the decoded form. */
function patch(written: unknown, before: unknown, given: unknown): unknown {
  const after = raw(given);
  if (after === before) return written;
  if (isRecord(written) && written[signature] === secretSignature) return { ...written, value: patch(written.value, before, after) };
  if (Array.isArray(after)) {
    const [old, oldWritten] = Array.isArray(before) && Array.isArray(written) ? [before, written] : [[], []];
    return after.map((element, i) => {
      const same = old.indexOf(raw(element));
      const from = same < 0 ? i : same;
      return patch(oldWritten[from], old[from], element);
    });
  }
  if (!isRecord(after)) return after;
  const [old, oldWritten] = isRecord(before) && isRecord(written) ? [before, written] : [{}, {}];
  return withoutAbsent(Object.fromEntries(Object.entries(after).map(([key, value]) => [key, patch(oldWritten[key], old[key], value)])));
}

/** A remedy removes what it sets to `undefined`, of which the engine knows nothing. */
const withoutAbsent = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
