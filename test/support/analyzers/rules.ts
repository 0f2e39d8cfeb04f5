import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketObjectArgs } from "@pulumi/aws/s3/bucketObject";
import type { RuleSetting, Settings } from "../../../lib/decide/settings";
import { each, isSecret, option, resource, rule } from "../../../lib/rule";
import type { Rule } from "../../../lib/rule/rule";
import { rules as projectRules } from "../../../policies";

const Bucket = resource<BucketArgs>("aws:s3/bucket:Bucket");
const BucketObject = resource<BucketObjectArgs>("aws:s3/bucketObject:BucketObject");
const Function = resource<FunctionArgs>("aws:lambda/function:Function");

const about = {
  severity: "high",
  family: "secrets",
  preset: "strict",
  why: "It's a test.",
  fix: "Do nothing.",
  see: "https://example.com/test",
} as const;

/** The rules that conformance is tested with: the project's, and one for each thing that the two servers may treat differently. */
export const rules: readonly Rule[] = [
  ...projectRules,
  rule(Bucket, {
    ...about,
    id: "test-values-bucket-tags",
    title: "Tags are short",
    options: { longest: option.Integer({ default: 8, minimum: 1 }) },
    pass: [{}],
    fail: [{ tags: { a: "far too long" } }],
    check: ({ tags }, { options }) =>
      each(
        Object.keys(tags ?? {}).sort(),
        (key) => tags![key]!.length > options.longest && `its tag \`${key}\` is longer than ${options.longest}: ${tags![key]}`,
      ),
    remedy: ({ tags }, { options }) => ({ tags: Object.fromEntries(Object.entries(tags ?? {}).map(([key, value]) => [key, value.slice(0, options.longest)])) }),
  }),
  rule(Bucket, {
    ...about,
    id: "test-secrets-bucket-prefix",
    title: "A bucket's prefix is a secret",
    pass: [{}],
    fail: [{ bucketPrefix: "open" }],
    check: (bucket) => bucket.bucketPrefix !== undefined && !isSecret(bucket, "bucketPrefix") && "its prefix isn't a secret",
  }),
  rule(Bucket, {
    ...about,
    id: "test-options-bucket-protect",
    title: "A bucket that may be destroyed with all that is in it is protected",
    pass: [{}],
    fail: [{ forceDestroy: true }],
    check: ({ forceDestroy }, { resource }) => forceDestroy && !resource.protect && "isn't protected",
  }),
  rule(Bucket, {
    ...about,
    id: "test-throws-bucket-name",
    title: "A bucket isn't called `boom`",
    pass: [{}],
    fail: [{ bucket: "fail" }],
    check: ({ bucket }) => {
      if (bucket === "boom") throw new TypeError("boom");
      return bucket === "fail" && "its name is `fail`";
    },
    remedy: () => {
      throw new TypeError("no remedy");
    },
  }),
  rule(BucketObject, {
    ...about,
    id: "test-assets-object-source",
    title: "Objects have a source",
    pass: [{ source: {} as any, bucket: "b" }],
    fail: [{}],
    check: ({ source }: any) =>
      source === undefined ? "it has no source" : `its source is ${source.kind} ${source.path ?? source.uri ?? source.text ?? Object.keys(source.assets)}`,
  }),
  rule(Function, {
    ...about,
    id: "test-shape-function-everything",
    title: "Functions say everything",
    pass: [{}],
    fail: [{}],
    check: (self) => `its inputs are ${JSON.stringify(self)}`,
  }),
];

/** All rules are in force, with the options of their cases. */
export const settings: Settings = { presets: ["strict"], rules: Object.fromEntries(rules.map(({ id, caseOptions }) => [id, caseOptions as RuleSetting])) };
