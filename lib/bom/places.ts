import { redact } from "../judge/redact";
import { unknownProvenance } from "../stack/provenance";
import type { Resource } from "../stack/stack";
import { isRecord, unknown } from "../stack/values";
import type { Kind, Part } from "./part";

type Values = Readonly<Record<string, unknown>>;
/** What is found in a resource's inputs: parts, and inputs that can't be shown. */
export type Found = Part | { readonly at: string; readonly problem: "isn't known yet" | "is a secret" };

/** Reads one value of a resource's inputs. */
type Read = (value: unknown) => Part | undefined;

interface Place {
  readonly path: readonly string[];
  readonly read: Read;
}

const at = (path: string, read: Read): Place => ({ path: path.split("."), read });
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" && value !== unknown ? value : undefined);

/** A machine image by its id or path, whose last part may be a version: `projects/debian-cloud/global/images/debian-12-bookworm-v20260101`. */
const machine: Read = (value) => {
  const name = text(value);
  return name === undefined ? undefined : { kind: "machine image", name };
};

/** Azure's `{ publisher, offer, sku, version }`, or an id. */
const azureImage: Read = (value) => {
  if (!isRecord(value)) return undefined;
  const id = text(value.id) ?? text(value.communityGalleryImageId) ?? text(value.sharedGalleryImageId);
  if (id !== undefined) return { kind: "machine image", name: id };
  const parts = [value.publisher, value.offer, value.sku].map(text);
  return parts.includes(undefined) ? undefined : { kind: "machine image", name: parts.join(":"), version: text(value.version) };
};

/** `arn:aws:lambda:eu-west-1:111122223333:layer:insights:14` */
const layer: Read = (value) => {
  const [, name, version] = /^(arn:aws[\w-]*:lambda:[^:]+:\d+:layer:[^:]+):(\d+)$/.exec(text(value) ?? "") ?? [];
  return name === undefined ? undefined : { kind: "package", name, version };
};

/** An object in a bucket. */
const stored =
  (bucketKey: string, objectKey: string, versionKey: string, scheme: string): Read =>
  (value) => {
    if (!isRecord(value)) return undefined;
    const [bucket, object] = [text(value[bucketKey]), text(value[objectKey])];
    if (bucket === undefined || object === undefined) return undefined;
    const version = value[versionKey];
    return { kind: "package", name: `${scheme}://${bucket}/${object}`, version: typeof version === "number" ? String(version) : text(version) };
  };

const named =
  (kind: Kind, nameKey: string, versionKey: string, also: (value: Values) => Partial<Part> = () => ({})): Read =>
  (value) => {
    const name = isRecord(value) ? text(value[nameKey]) : undefined;
    return name === undefined ? undefined : { kind, name, version: text((value as Values)[versionKey]), ...also(value as Values) };
  };

const chart = named("chart", "chart", "version", ({ repositoryOpts, fetchOpts }) => {
  const repository = [repositoryOpts, fetchOpts].map((options) => (isRecord(options) ? text(options.repo) : undefined)).find((repo) => repo !== undefined);
  return repository === undefined ? {} : { properties: { repository } };
});

const ami = [at("ami", machine)];
const imageId = [at("imageId", machine)];
const disks = [at("disks.sourceImage", machine), at("sourceMachineImage", machine)];

/** By canonical type tokens. */
const places: Readonly<Record<string, readonly Place[]>> = {
  "aws:ec2/instance:Instance": ami,
  "aws:ec2/launchConfiguration:LaunchConfiguration": imageId,
  "aws:ec2/launchTemplate:LaunchTemplate": imageId,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ami,
  "aws:eks/addon:Addon": [at("", named("package", "addonName", "addonVersion"))],
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion": [at("", stored("bucket", "key", "", "s3"))],
  "aws:lambda/function:Function": [at("layers", layer), at("", stored("s3Bucket", "s3Key", "s3ObjectVersion", "s3"))],
  "aws:lambda/layerVersion:LayerVersion": [at("", stored("s3Bucket", "s3Key", "s3ObjectVersion", "s3"))],
  "azure-native:compute:VirtualMachine": [at("storageProfile.imageReference", azureImage)],
  "azure-native:compute:VirtualMachineExtension": [at("", named("package", "type", "typeHandlerVersion"))],
  "azure-native:compute:VirtualMachineScaleSet": [at("virtualMachineProfile.storageProfile.imageReference", azureImage)],
  "azure-native:kubernetesconfiguration:Extension": [at("", named("package", "extensionType", "version"))],
  "gcp:cloudfunctions/function:Function": [at("", stored("sourceArchiveBucket", "sourceArchiveObject", "", "gs"))],
  "gcp:cloudfunctionsv2/function:Function": [at("buildConfig.source.storageSource", stored("bucket", "object", "generation", "gs"))],
  "gcp:compute/disk:Disk": [at("image", machine)],
  "gcp:compute/instance:Instance": [at("bootDisk.initializeParams.image", machine)],
  "gcp:compute/instanceTemplate:InstanceTemplate": disks,
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": disks,
  "kubernetes:helm.sh/v2:Chart": [at("", chart)],
  "kubernetes:helm.sh/v3:Chart": [at("", chart)],
  "kubernetes:helm.sh/v3:Release": [at("", chart)],
  "kubernetes:helm.sh/v4:Chart": [at("", chart)],
};

/** The types whose machine images, packages and charts are known. */
export const typesWithParts: readonly string[] = Object.keys(places);

/** The machine images, packages and charts that a resource of this type names. */
export function* partsAt({ type, inputs, secrets }: Pick<Resource, "type" | "inputs" | "secrets">): Generator<Found> {
  for (const { path, read } of places[type] ?? [])
    for (const value of valuesAt(inputs, path[0] === "" ? [] : path)) {
      const part = read(value);
      const at = path.join(".") || "inputs";
      if (value === unknown) yield { at, problem: "isn't known yet" };
      else if (part && (secrets.has(value as string) || redact(JSON.stringify(part), secrets, unknownProvenance) !== JSON.stringify(part)))
        yield { at, problem: "is a secret" };
      else if (part) yield part;
    }
}

/** What is at a path, in each element of the lists on it. */
function* valuesAt(value: unknown, path: readonly string[]): Generator<unknown> {
  if (value === undefined || value === null) return;
  if (value === unknown) yield value;
  else if (Array.isArray(value)) for (const element of value) yield* valuesAt(element, path);
  else if (!path.length) yield value;
  else if (isRecord(value)) yield* valuesAt(value[path[0]!], path.slice(1));
}
