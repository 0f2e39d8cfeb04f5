import { rules } from "../../policies";
import { mergeReports } from "../report/merge";
import { type ReadReport, readReport } from "../source/report";
import { InputError } from "../source/source";
import { version } from "../version";
import { deliver, type ReportFlags } from "./deliver";
import { complain } from "./output";

/** `stackward merge`: a report that can't be read doesn't lose the findings of the others. */
export async function merge(paths: readonly string[], flags: ReportFlags): Promise<number> {
  const reports: ReadReport[] = [];
  for (const path of paths) {
    try {
      reports.push(await readReport(path));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complain(error.message);
    }
  }
  if (!reports.length) return 2;
  const status = await deliver({ ...mergeReports(reports), version, rules }, flags);
  return reports.length < paths.length ? 2 : status;
}
