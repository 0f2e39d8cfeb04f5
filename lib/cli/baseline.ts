import { existsSync } from "node:fs";
import { Baseline, isOf } from "../decide/baseline";
import { readBaseline, writeBaseline } from "../decide/baseline-file";
import { isOpen } from "../decide/finding";
import { settingsFor } from "../decide/locate";
import { warningsOf } from "../report/report";
import { count } from "../report/style";
import { folderOf, type Judged, type JudgeFlags, judgePaths } from "./judge";
import { warn, write } from "./output";

export interface BaselineFlags extends JudgeFlags {
  readonly file?: string;
  readonly shrink?: boolean;
}

/** `stackward baseline`: nothing is written where something can't be read. */
export async function baseline(paths: readonly string[], flags: BaselineFlags): Promise<number> {
  const file = flags.file ?? namedFor(paths[0] ?? ".", flags) ?? "stackward.baseline.json";
  const before = flags.shrink || existsSync(file) ? readBaseline(file) : new Baseline([]);
  const judged = await judgePaths(paths, { ...flags, baseline: flags.shrink ? file : "" });
  if (!judged.isWhole) return 2;
  for (const warning of warningsOf(judged)) warn(warning);
  const after = flags.shrink ? before.without(judged.stacks.flatMap(({ baseline }) => baseline?.fixed ?? [])) : renewed(before, judged);
  writeBaseline(file, after);
  const change = flags.shrink ? `${count(before.size - after.size, "fixed finding")} taken out of` : `${count(after.size, "finding")} written to`;
  await write([`${change} ${file}${flags.shrink ? `, ${after.size.toLocaleString("en")} left` : ""}\n`]);
  return 0;
}

/** The file that the settings name. */
const namedFor = (path: string, { config }: BaselineFlags): string | undefined =>
  settingsFor(folderOf(path), config).find(({ settings }) => settings.baseline)?.settings.baseline;

/** What other stacks have, or other rules find, stays. */
function renewed(before: Baseline, { stacks }: Judged): Baseline {
  const judging = stacks.map((stack) => ({ stack, ids: new Set<string>(stack.rules.map(({ id }) => id)) }));
  const found = stacks.flatMap(({ findings }) => findings.filter(isOpen));
  return before.renewed(found, (known) => judging.some(({ stack, ids }) => isOf(known, stack, ids)));
}
