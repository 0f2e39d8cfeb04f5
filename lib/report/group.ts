import type { Finding } from "../decide/finding";
import { severities } from "../rule/rule";

/** The findings of each rule, the worst rule first. */
export function byRule<T extends Finding>(findings: readonly T[]): T[][] {
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  return groupBy(findings, ({ rule }) => rule).sort(([a], [b]) => rank(b!) - rank(a!) || (a!.rule < b!.rule ? -1 : 1));
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
