import { isRecord } from "../stack/values";
import { Collector } from "./collect";
import type { Json } from "./json";
import { InputError, type Source } from "./source";

const versions = [3, 4];

/** A stack as `pulumi stack export` or a file backend writes it; undefined if the document isn't one. */
export function readState(source: string, { document, elements }: Json): Source | undefined {
  if (!isRecord(document)) return undefined;
  const [place, holder] = "checkpoint" in document ? ["checkpoint.latest", document.checkpoint] : ["deployment", document.deployment];
  if (!isRecord(holder)) return undefined;
  if (!versions.includes(document.version as number))
    throw new InputError(
      `${source}: version: a state of version ${JSON.stringify(document.version)?.slice(0, 40)} can't be read, only of ${versions.join(" and ")}; export it anew with \`pulumi stack export\``,
    );
  const deployment = place === "deployment" ? holder : (holder.latest ?? {});
  const resources = isRecord(deployment) ? (deployment.resources ?? []) : undefined;
  if (!Array.isArray(resources)) throw new InputError(`${source}: ${place}.resources: it isn't a list`);

  const collector = new Collector(source);
  let index = 0;
  for (const entry of elements(resources)) {
    const at = `${place}.resources[${index++}]`;
    if (!isRecord(entry) || isManaged(entry)) collector.add(entry, at);
  }
  return collector.finish();
}

/**
 * Whether the stack has and rules over a resource. It doesn't where the resource is only read (`.get()`): that belongs to another stack, and the engine shows it to no
 * policy either. What waits for its deletion, or was deleted and waits for its replacement, isn't the stack's any more.
 */
export const isManaged = (entry: Record<string, unknown>): boolean => !entry.delete && !entry.external && !entry.pendingReplacement;
