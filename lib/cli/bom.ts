import { inventoryOf } from "../bom/collect";
import { driftBetween, driftText, isDrift } from "../bom/diff";
import { isBom, readBom } from "../bom/read";
import { paint } from "../report/style";
import { readSource } from "../source/read";
import { wantsColour, warn, write } from "./output";

export interface BomFlags {
  readonly diff?: string;
  readonly output?: string;
  readonly stack?: string;
  readonly color: boolean;
}

/** `stackward bom`: with `--diff` the exit status is 1 where something differs. */
export async function bom(path: string, flags: BomFlags): Promise<number> {
  const before = flags.diff === undefined ? undefined : readBom(flags.diff);
  if (before && isBom(path)) return compare(before, readBom(path), flags);
  const source = await readSource(path, flags);
  for (const warning of source.warnings) warn(warning);
  const inventory = inventoryOf(source.resources);
  if (before) return compare(before, inventory.parts, flags);
  const { bomOf } = await import("../bom/document");
  await write([bomOf(source, inventory)], flags.output);
  return 0;
}

async function compare(before: ReturnType<typeof readBom>, after: ReturnType<typeof readBom>, { output, color }: BomFlags): Promise<number> {
  const drift = driftBetween(before, after);
  await write(driftText(drift, paint(output === undefined && wantsColour({ color }))), output);
  return isDrift(drift) ? 1 : 0;
}
