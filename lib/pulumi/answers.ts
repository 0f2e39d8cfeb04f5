import type { Decisions } from "../decide/decide";
import type { Claim } from "../decide/exemption";
import type { Find } from "../decide/exemptions";
import type { Verdict } from "../judge/judge";

/** A verdict that the engine is told, and what else is to say of it. */
export interface Answered {
  readonly verdict: Verdict;
  readonly note?: string;
}

/** What the engine is told of all verdicts that some rules have on some resources: nothing of what is undecided, exempted or known. */
export function answersTo(verdicts: readonly Verdict[], { exemptions, baseline }: Decisions, find: Find, configured: readonly Claim[]): readonly Answered[] {
  const answered = verdicts.map((verdict) => ({ verdict, ...exemptions.of(verdict, find, configured) }));
  const open = answered.filter(({ verdict, exempted }) => !exempted && verdict.outcome !== "unknown");
  if (!baseline) return open;
  return baseline.newOnes(open, ({ verdict: { rule, resource, message } }) => ({ rule: rule.id, urn: resource.urn, message }));
}
