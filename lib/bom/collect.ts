import { PackageURL } from "packageurl-js";
import { imagesIn, parseReference } from "../image";
import type { Resource, Stack } from "../stack/stack";
import { UnknownValue } from "../stack/values";
import type { Kind, Part, UsedPart } from "./part";
import { type Found, partsAt } from "./places";

/** What a stack is made of. */
export interface Inventory {
  readonly parts: readonly UsedPart<Kind>[];
  /** What can't be in it, a line each: `<urn>: <input>`. */
  readonly missing: readonly string[];
}

/** The parts that the resources of a stack use, each once. */
export function inventoryOf(stack: Stack): Inventory {
  const parts = new Map<string, { part: Part; usedBy: Set<string> }>();
  const missing = new Set<string>();
  const add = (part: Part, user: string) => {
    const key = JSON.stringify([part.kind, part.name, part.version, part.digest, part.properties]);
    const known = parts.get(key) ?? { part, usedBy: new Set() };
    parts.set(key, known);
    known.usedBy.add(user);
  };
  for (const resource of stack.resources) {
    const provider = stack.providerOf(resource);
    if (provider) add(providerPart(provider), resource.urn);
    for (const found of partsOf(resource)) {
      if ("problem" in found) missing.add(`${resource.urn}: \`${found.at}\` ${found.problem}`);
      else add(found, resource.urn);
    }
  }
  const all = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { part, usedBy }]) => ({ ...part, usedBy: [...usedBy].sort() }));
  return { parts: all, missing: [...missing].sort() };
}

function* partsOf(resource: Resource): Generator<Found> {
  yield* partsAt(resource);
  try {
    for (const { text, use, at, secret } of imagesIn(resource.type, resource.inputs, resource)) {
      const reference = parseReference(text);
      if (secret) yield { at, problem: "is a secret" };
      if (secret || !reference) continue;
      const { registry, repository, tag, digest } = reference;
      const repositoryUrl = `${registry}/${repository}`;
      const purl = new PackageURL("oci", undefined, repository.split("/").at(-1)!.toLowerCase(), digest, {
        repository_url: repositoryUrl,
        ...(tag && { tag }),
      });
      yield { kind: "image", name: repositoryUrl, version: tag, digest, purl: purl.toString(), properties: { use } };
    }
  } catch (error) {
    if (!(error instanceof UnknownValue)) throw error;
    yield { at: error.property, problem: "isn't known yet" };
  }
}

/** A provider's plugin, in the version that its own inputs tell. */
function providerPart({ type, inputs, outputs }: Resource): Part {
  const name = `pulumi-resource-${type.split(":")[2] ?? ""}`;
  const told = inputs.version ?? outputs.version;
  const version = typeof told === "string" ? told : undefined;
  const server = typeof inputs.pluginDownloadURL === "string" ? inputs.pluginDownloadURL : undefined;
  const purl = new PackageURL("generic", undefined, name, version, server === undefined ? undefined : { download_url: server });
  return { kind: "provider", name, version, purl: purl.toString() };
}
