import { type FormatName, formats } from "../report/formats";
import { type Format, type Report, warningsOf } from "../report/report";
import { wantsColour, warn, write } from "./output";

/** A report beside the main one. */
export interface FileReport {
  readonly format: FormatName;
  readonly file: string;
}

export interface ReportFlags {
  readonly format: FormatName;
  readonly output?: string;
  readonly report?: FileReport[];
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** Writes a report in all the forms asked for, and gives the exit status that it calls for. */
export async function deliver(report: Report, { format: name, output, report: others = [], verbose, color }: ReportFlags): Promise<number> {
  const format: Format = formats[name];
  if (!format.hasWarnings) for (const warning of warningsOf(report)) warn(warning);
  await write(format.write(report, { colour: output === undefined && wantsColour({ color }), verbose }), output);
  for (const { format, file } of others) await write(formats[format].write(report, { verbose }), file);
  return report.summary.mandatory ? 1 : 0;
}
