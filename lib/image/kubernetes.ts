import { inside, isRecord, isSecretKey, unknown } from "../stack/values";
import type { FoundText } from "./find";
import type { ImagePlace } from "./places";

const kubernetesType = /^kubernetes:([^:/]+)(?:\/[^:]+)?:(\w+?)(Patch|List)?$/;

const podSpec = ["containers.image", "initContainers.image", "ephemeralContainers.image", "volumes.image.reference"];
/** Where each kind of the built-in workloads has its pods' specification. */
const podSpecs: Readonly<Record<string, string>> = {
  CronJob: "spec.jobTemplate.spec.template.spec",
  DaemonSet: "spec.template.spec",
  Deployment: "spec.template.spec",
  Job: "spec.template.spec",
  Pod: "spec",
  PodTemplate: "template.spec",
  ReplicaSet: "spec.template.spec",
  ReplicationController: "spec.template.spec",
  StatefulSet: "spec.template.spec",
};
const places = new Map<string, readonly ImagePlace[]>();

/** The places of a built-in workload; undefined for any other type. */
export function workloadPlaces(type: string): readonly ImagePlace[] | undefined {
  const [, group = "", kind = "", form] = kubernetesType.exec(type) ?? [];
  const spec = podSpecs[kind];
  if (!spec || group.includes(".")) return undefined;
  let known = places.get(kind + form);
  if (!known) {
    const prefix = form === "List" ? `items.${spec}` : spec;
    places.set(kind + form, (known = podSpec.map((path) => ({ path: `${prefix}.${path}`.split("."), use: "run" }))));
  }
  return known;
}

/** A Helm release: what is in it isn't seen, but its values may name images. Charts register what they hold. */
export const release = "kubernetes:helm.sh/v3:Release";
/** Whether a type is of a group that isn't Kubernetes' own; its resources may hold specifications of pods anywhere. */
export const isCustomKind = (type: string): boolean => /^kubernetes:(?!helm\.sh\/)[^:/]+\.[^:/]+\/[^:]+:/.test(type);

const containerLists = new Set(["containers", "initContainers", "ephemeralContainers", "sidecars", "steps"]);
const containers = new Set(["container", "script", "stepTemplate"]);

/** The images of the containers in a custom resource, wherever they are. */
export function* imagesOfContainers(value: unknown, at = "", secret = false): Generator<FoundText> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = inside(at, key);
    const hidden = secret || isSecretKey(value, key);
    const found = Array.isArray(inner) && containerLists.has(key) ? inner : isRecord(inner) && containers.has(key) ? [inner] : [];
    for (const [i, container] of found.entries())
      if (isRecord(container) && typeof container.image === "string")
        yield {
          text: templated(container.image),
          at: inside(found === inner ? inside(path, String(i)) : path, "image"),
          secret: hidden || isSecretKey(container, "image"),
        };
    yield* imagesOfContainers(inner, path, hidden);
  }
}

/** What a controller fills in isn't known before it does. */
const templated = (text: string): string => (/\{\{|\$[({]/.test(text) ? unknown : text);

/** The images that a chart's values name: `image: { registry, repository, tag, digest }`, or a text. Its tag may be left to the chart. */
export function* imagesOfValues(value: unknown, at: string, registry = registryOf(value), secret = false): Generator<FoundText> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = inside(at, key);
    const hidden = secret || isSecretKey(value, key);
    if (/(?:^i|I)mage$/.test(key)) {
      const text = isRecord(inner) ? joined(inner, registry) : typeof inner === "string" ? withTag(inner, value as Record<string, unknown>) : undefined;
      if (text !== undefined) yield { text, at: path, secret: hidden, partial: true };
    }
    yield* imagesOfValues(inner, path, registry, hidden);
  }
}

/** Charts take one registry for all their images. */
const registryOf = (values: unknown): string | undefined => {
  const global = isRecord(values) && isRecord(values.global) ? values.global.imageRegistry : undefined;
  return typeof global === "string" && global ? global : undefined;
};

/** An image written in parts; undefined if there is no repository in them. */
export function joined(parts: Readonly<Record<string, unknown>>, registry?: string): string | undefined {
  const { repository, tag, digest } = parts;
  const host = registry ?? parts.registry;
  if (typeof repository !== "string" || !repository) return undefined;
  if ([repository, tag, digest, host].includes(unknown)) return unknown;
  const text = (value: unknown, before = "", after = "") =>
    (typeof value === "string" || typeof value === "number" ? value !== "" && `${before}${value}${after}` : "") || "";
  return `${text(host, "", "/")}${repository}${text(tag, ":")}${text(digest, "@")}`;
}

function withTag(image: string, { tag, imageTag }: Record<string, unknown>): string | undefined {
  const given = tag ?? imageTag;
  if (!image || image === unknown || given === undefined || given === "" || /[:@][^/]*$/.test(image)) return image || undefined;
  return given === unknown ? unknown : `${image}:${given}`;
}
