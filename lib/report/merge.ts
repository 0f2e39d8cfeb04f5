import type { ReadReport } from "../source/report";
import { type Report, type StackReport, summaryOf } from "./report";

/** The reports of many stacks as one. A stack that several have is taken from the last, so that a shard can be run again. */
export function mergeReports(reports: readonly ReadReport[]): Omit<Report, "version"> {
  const stacks = new Map<string, StackReport>();
  for (const report of reports) for (const stack of report.stacks) stacks.set(JSON.stringify([stack.source, stack.project, stack.stack]), stack);
  const all = [...stacks.values()];
  return { stacks: all, summary: summaryOf(all, Math.max(0, ...reports.map(({ rules }) => rules))) };
}
