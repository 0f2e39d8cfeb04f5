import type { Unwrap } from "@pulumi/pulumi";
import { unknown } from "../stack/values";
import { argumentsWith, isGiven, placeName, placeRead } from "./place";
import type { ResourceType } from "./relation";
import { type Meta, type Rule, rule, type Spec } from "./rule";

type Cases<Args> = Spec<Args, {}, {}>["pass"];

interface KeySpec<Args> extends Pick<Meta, "id" | "controls" | "equivalents" | "see"> {
  /** What is encrypted, in the plural, as the title's start. */
  readonly subject: string;
  /** Reads the argument that names the key: `(bucket) => bucket.encryption?.defaultKmsKeyName`. */
  at(self: Unwrap<Args>): unknown;
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  /** Where the argument holds something else than the key itself. */
  readonly fix?: Meta["fix"];
  /** Cases besides the key being named, unknown, and left out alone; there is a failing one at least where the rule doesn't apply to the last. */
  readonly pass?: Cases<Args>;
  readonly fail?: Cases<Args>;
}

const keys: Readonly<Record<string, { name: string; example: string }>> = {
  aws: { name: "an AWS KMS key of your own", example: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
  azure: { name: "a Key Vault key of your own", example: "https://shop.vault.azure.net/keys/data" },
  gcp: { name: "a Cloud KMS key of your own", example: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" },
};

/**
 * A rule that asks for a key of one's own where the cloud encrypts with a key of its own otherwise. Always `strict`: the
 * data is encrypted either way; whose key it is decides who can revoke, rotate and audit it.
 */
export const customerKey = <Args>(type: ResourceType<Args>, spec: KeySpec<Args>): Rule => {
  const { subject, at, unless, pass = [], fail = [], ...meta } = spec;
  const { name, example } = keys[spec.id.split("-", 1)[0]!]!;
  const place = placeRead(at);
  const nothing = {} as Cases<Args>[0];
  const applies = !unless?.({} as Unwrap<Args>);
  return rule(type, {
    ...meta,
    title: `${subject} are encrypted with ${name}`,
    severity: "low",
    family: "encryption-at-rest",
    preset: "strict",
    why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
    fix: spec.fix ?? `Set \`${placeName(place)}\` to ${name}.`,
    pass: [argumentsWith(place, example), argumentsWith(place, unknown), ...(applies ? [] : [nothing]), ...pass],
    fail: [...(applies ? [nothing] : []), ...fail] as unknown as Cases<Args>,
    ...(place.length > 1 && { unknown: [argumentsWith(place.slice(0, -1), unknown)] }),
    check: (self) => !unless?.(self as Unwrap<Args>) && !isGiven(self, place, isOwn) && `\`${placeName(place)}\` names no key`,
  });
};

/** Whether the argument that `at` reads names a key of one's own; for rules that `customerKey` doesn't fit. */
export const namesKey = <Args>(self: Args, at: (self: Args) => unknown): boolean => isGiven(self, placeRead(at), isOwn);

/** AWS's own keys have aliases of their own, or a word instead of a name. */
const isOwn = (key: unknown): boolean => !(typeof key === "string" && /(^|:)alias\/aws\/|^aws\/[\w-]+$|^AWS_OWNED_/.test(key));
