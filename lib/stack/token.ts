import aliases from "./aliases.json";

const renamed: ReadonlyMap<string, string> = new Map(Object.entries(aliases));
const azureVersion = /^(azure-native:\w+)\/v\d{8}\w*:/;
const canonical = new Map<string, string>();

/**
 * The one name of a resource type: the provider's former names (`aws:s3/bucketV2:BucketV2`) and azure-native's API
 * versions (`azure-native:storage/v20230101:StorageAccount`) are resolved.
 */
export function canonicalToken(token: string): string {
  let name = canonical.get(token);
  if (name === undefined) {
    const unversioned = token.replace(azureVersion, "$1:");
    name = renamed.get(unversioned) ?? unversioned;
    canonical.set(token, name);
  }
  return name;
}

const hasFormerNames = new Set(renamed.values());

/** Whether a type is always called by its canonical token: it has neither former names nor API versions. */
export const hasOneName = (token: string): boolean => !token.includes("*") && !token.startsWith("azure-native:") && !hasFormerNames.has(token);

export const stackToken = "pulumi:pulumi:Stack";

/** Whether a type's canonical token is one of those asked for, or fits it. */
export const matchesAny = (wanted: readonly string[], token: string): boolean => wanted.some((each) => tokenMatches(each, token));

const patterns = new Map<string, RegExp>();

/** Whether a type's canonical token is the one asked for, or fits it where it holds `*`: `gcp:*:*IAMMember`. */
export function tokenMatches(wanted: string, token: string): boolean {
  if (!wanted.includes("*")) return wanted === token;
  let pattern = patterns.get(wanted);
  if (!pattern)
    patterns.set(
      wanted,
      (pattern = new RegExp(
        `^${wanted
          .split("*")
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .join(".*")}$`,
      )),
    );
  return pattern.test(token);
}
