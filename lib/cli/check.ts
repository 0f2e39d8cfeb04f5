import { rules } from "../../policies";
import { summaryOf } from "../report/report";
import { version } from "../version";
import { deliver, type ReportFlags } from "./deliver";
import { type JudgeFlags, judgePaths } from "./judge";

export interface CheckFlags extends ReportFlags, JudgeFlags {}

/** `stackward check`. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<number> {
  const { stacks, isWhole, rules: judging, warnings } = await judgePaths(paths, flags);
  if (!stacks.length) return 2;
  const status = await deliver(
    { version, stacks, summary: summaryOf(stacks, judging.size), warnings, rules: rules.filter((rule) => judging.has(rule)) },
    flags,
  );
  return isWhole ? status : 2;
}
