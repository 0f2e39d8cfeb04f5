import { readFileSync } from "node:fs";
import { type RawResource, Stack, stackOf, toResource } from "../stack/stack";
import { InputError, type Source } from "./source";

/** Reads a state export or a preview. */
export async function readSource(path: string, _options: { stack?: string; timeoutSeconds?: number; verbose?: boolean } = {}): Promise<Source> {
  let document: any;
  try {
    document = JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8"));
  } catch (error) {
    throw new InputError(`${path}: ${(error as Error).message}`);
  }
  const raw: RawResource[] | undefined = document?.deployment?.resources ?? document?.steps?.flatMap((step: any) => step.newState ?? []);
  if (!raw) throw new InputError(`${path}: is neither a state export nor a preview`);
  const resources = new Stack(raw.map(toResource));
  return { source: path, ...stackOf(resources.root.urn), resources, warnings: [] };
}
