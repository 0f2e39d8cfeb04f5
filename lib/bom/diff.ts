import { count, type Paint, printable } from "../report/style";
import { nameOf } from "../stack/stack";
import type { UsedPart } from "./part";

/** What is different between two lists of parts. */
export interface Drift {
  readonly added: readonly UsedPart[];
  readonly removed: readonly UsedPart[];
  /** The same name in another version, or with another digest. */
  readonly changed: readonly (readonly [before: UsedPart, after: UsedPart])[];
  /** The same, used by others. */
  readonly moved: readonly (readonly [before: UsedPart, after: UsedPart])[];
}

export function driftBetween(before: readonly UsedPart[], after: readonly UsedPart[]): Drift {
  const drift = { added: [] as UsedPart[], removed: [] as UsedPart[], changed: [] as [UsedPart, UsedPart][], moved: [] as [UsedPart, UsedPart][] };
  const [olds, news] = [byName(before), byName(after)];
  for (const name of [...new Set([...olds.keys(), ...news.keys()])].sort()) {
    const gone = [...(olds.get(name) ?? [])];
    const come: UsedPart[] = [];
    for (const part of news.get(name) ?? []) {
      const same = gone.findIndex((other) => versionOf(other) === versionOf(part));
      const [old] = same < 0 ? [] : gone.splice(same, 1);
      if (!old) come.push(part);
      else if (usersOf(old) !== usersOf(part)) drift.moved.push([old, part]);
    }
    for (const part of come) {
      const old = gone.shift();
      if (old) drift.changed.push([old, part]);
      else drift.added.push(part);
    }
    drift.removed.push(...gone);
  }
  return drift;
}

export const isDrift = ({ added, removed, changed, moved }: Drift): boolean => added.length + removed.length + changed.length + moved.length > 0;

/** A line for each difference. */
export function* driftText({ added, removed, changed, moved }: Drift, paint: Paint): Generator<string> {
  for (const part of added) yield paint.green(`+ ${titleOf(part)}${used(part)}\n`);
  for (const part of removed) yield paint.red(`- ${titleOf(part)}${used(part)}\n`);
  for (const [before, after] of changed)
    yield paint.yellow(`~ ${printable(`${after.kind} ${after.name}`)}: ${versionOf(before)} -> ${versionOf(after)}${used(after)}\n`);
  for (const [before, after] of moved) {
    const [come, gone] = [without(after, before), without(before, after)];
    const parts = [come.length && `now used by ${names(come)}`, gone.length && `no longer used by ${names(gone)}`].filter(Boolean);
    yield paint.yellow(`~ ${titleOf(after)}: ${parts.join(", ")}\n`);
  }
  yield `${count(added.length, "part")} added, ${removed.length.toLocaleString("en")} removed, ${(changed.length + moved.length).toLocaleString("en")} changed\n`;
}

function byName(parts: readonly UsedPart[]): Map<string, UsedPart[]> {
  const found = new Map<string, UsedPart[]>();
  for (const part of parts) {
    const name = `${part.kind} ${part.name}`;
    found.set(name, [...(found.get(name) ?? []), part]);
  }
  return found;
}

const versionOf = ({ version, digest }: UsedPart): string => printable([version, digest !== version && digest].filter(Boolean).join("@") || "no version");
const usersOf = ({ usedBy }: UsedPart): string => JSON.stringify([...usedBy].sort());
const without = (part: UsedPart, other: UsedPart): string[] => part.usedBy.filter((urn) => !other.usedBy.includes(urn));
const names = (urns: readonly string[]): string => printable(urns.map(nameOf).join(", "));
const titleOf = (part: UsedPart): string => `${printable(`${part.kind} ${part.name}`)} ${versionOf(part)}`;
const used = ({ usedBy }: UsedPart): string => (usedBy.length ? `  used by ${names(usedBy)}` : "");
