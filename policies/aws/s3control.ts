import type { AccessPointPolicyArgs } from "@pulumi/aws/s3control/accessPointPolicy";
import type { MultiRegionAccessPointArgs } from "@pulumi/aws/s3control/multiRegionAccessPoint";
import type { MultiRegionAccessPointPolicyArgs } from "@pulumi/aws/s3control/multiRegionAccessPointPolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { each, resource, rule, unknown } from "../../lib/rule";

const MultiRegionAccessPoint = resource<MultiRegionAccessPointArgs>("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint");
const MultiRegionAccessPointPolicy = resource<MultiRegionAccessPointPolicyArgs>("aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy");
const WithPolicy = resource<Pick<AccessPointPolicyArgs, "policy">>(
  "aws:s3control/accessPointPolicy:AccessPointPolicy",
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy",
  "aws:s3control/bucketPolicy:BucketPolicy",
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
);

const block = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";

export const policyPublic = noPublicPolicy(WithPolicy, {
  id: "aws-s3control-policy-public",
  subject: "Access points, access grants and buckets on Outposts",
  why: "Anyone on the internet can read or change the objects behind it.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
  at: (resourcePolicy) => resourcePolicy.policy,
  action: "s3:GetObject",
});

export const multiRegionPolicyPublic = noPublicPolicy(MultiRegionAccessPointPolicy, {
  id: "aws-s3control-multi-region-policy-public",
  subject: "Multi-Region Access Points",
  why: "Anyone on the internet can read or change the objects behind it.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html",
  at: (resourcePolicy) => resourcePolicy.details?.policy,
  action: "s3:GetObject",
});

const publicAccessBlock = (settings: object) => ({ details: { publicAccessBlock: settings } });

export const multiRegionPublicAccessBlock = rule(MultiRegionAccessPoint, {
  id: "aws-s3control-multi-region-public-access-block",
  title: "Multi-Region Access Points block public access",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Without the block, one mistaken policy publishes the buckets, and it can't be put back on a Multi-Region Access Point.",
  fix: "Leave `details.publicAccessBlock` out, or set all four settings to `true`.",
  see: block,
  pass: [{ details: { name: "objects" } }, publicAccessBlock({}), publicAccessBlock({ blockPublicAcls: true })],
  fail: [publicAccessBlock({ blockPublicPolicy: false }), publicAccessBlock({ blockPublicAcls: true, restrictPublicBuckets: false })],
  unknown: [{ details: { publicAccessBlock: unknown } }],
  check: ({ details }) =>
    each(
      ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const,
      (setting) => details?.publicAccessBlock?.[setting] === false && `\`details.publicAccessBlock.${setting}\` is off`,
    ),
});
