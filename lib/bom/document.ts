import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { now } from "../clock";
import { version } from "../version";
import type { Inventory } from "./collect";
import { properties } from "./names";
import type { Kind, UsedPart } from "./part";

const types: Readonly<Record<Kind, Enums.ComponentType>> = {
  image: Enums.ComponentType.Container,
  provider: Enums.ComponentType.Application,
  "machine image": Enums.ComponentType.OperatingSystem,
  package: Enums.ComponentType.Library,
  chart: Enums.ComponentType.Application,
};

/** A stack's bill of materials as CycloneDX 1.6 in JSON. */
export function bomOf({ project, stack }: { project: string; stack: string }, { parts, missing }: Inventory): string {
  const root = new Models.Component(Enums.ComponentType.Application, project || "stack", {
    bomRef: "stack",
    properties: propertiesOf([[properties.stack, stack], ...missing.map((each) => [properties.missing, each] as const)]),
  });
  const components = parts.map((part, i) => componentOf(part, `part-${i + 1}`));
  for (const component of components) root.dependencies.add(component.bomRef);
  const bom = new Models.Bom({
    serialNumber: `urn:uuid:${crypto.randomUUID()}`,
    components: new Models.ComponentRepository(components),
    metadata: new Models.Metadata({
      timestamp: now(),
      component: root,
      lifecycles: new Models.LifecycleRepository([Enums.LifecyclePhase.Operations]),
      tools: new Models.Tools({
        components: new Models.ComponentRepository([new Models.Component(Enums.ComponentType.Application, "stackward", { version })]),
      }),
    }),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ kind, name, version, digest, purl, properties: own = {}, usedBy }: UsedPart<Kind>, bomRef: string): Models.Component {
  return new Models.Component(types[kind], name, {
    bomRef,
    version: version ?? digest,
    purl,
    hashes: digest?.startsWith("sha256:") ? new Models.HashDictionary([[Enums.HashAlgorithm["SHA-256"], digest.slice("sha256:".length)]]) : undefined,
    properties: propertiesOf([
      [properties.kind, kind],
      ...Object.entries(own).map(([key, value]) => [`${properties.own}${key}`, value] as const),
      ...usedBy.map((urn) => [properties.usedBy, urn] as const),
    ]),
  });
}

const propertiesOf = (pairs: readonly (readonly [string, string])[]): Models.PropertyRepository =>
  new Models.PropertyRepository(pairs.map(([name, value]) => new Models.Property(name, value)));
