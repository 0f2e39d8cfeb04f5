import type { Resource } from "../stack/stack";
import { hasUnknown } from "../stack/values";

/**
 * The inputs that the engine tells resource by resource. When it tells the whole stack it sends outputs only; rules are
 * written for inputs.
 */
export class Inputs {
  private readonly byUrn = new Map<string, Resource>();

  remember(resource: Resource): void {
    this.byUrn.set(resource.urn, resource);
  }

  get(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  /** A resource of which only outputs are told, with its inputs; the outputs stand for them where nobody told them. */
  join(resource: Resource): Resource {
    const told = this.byUrn.get(resource.urn);
    const id = resource.outputs.id;
    return {
      ...resource,
      id: typeof id === "string" && !hasUnknown(id) ? id : undefined,
      inputs: told?.inputs ?? resource.outputs,
      secrets: told?.secrets.size ? new Set([...told.secrets, ...resource.secrets]) : resource.secrets,
    };
  }
}
