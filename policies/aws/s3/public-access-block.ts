import type { AccessPointArgs } from "@pulumi/aws/s3/accessPoint";
import type { AccountPublicAccessBlockArgs } from "@pulumi/aws/s3/accountPublicAccessBlock";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import { all, each, from, resource, rule, some, unknown } from "../../../lib/rule";
import { Bucket } from "./resources";

const BucketPublicAccessBlock = resource<BucketPublicAccessBlockArgs>("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
const AccountPublicAccessBlock = resource<AccountPublicAccessBlockArgs>("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");

const blockGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";
const allOn = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

export const bucketPublicAccessBlock = rule(Bucket, {
  id: "aws-s3-bucket-public-access-block",
  title: "S3 buckets have a block of public access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["2.1.5"],
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "MP-2", "SC-7(2)", "SC-7(3)"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV2_AWS_6"],
    trivy: ["AVD-AWS-0094"],
    regula: ["FG_R00229"],
    "cdk-nag": [
      "AwsSolutions-S2",
      "HIPAA.Security-S3BucketLevelPublicAccessProhibited",
      "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited",
      "PCI.DSS.321-S3BucketLevelPublicAccessProhibited",
    ],
  },
  why: "New buckets block public access, but nothing keeps the block on; without it, one mistaken ACL or policy publishes the bucket.",
  fix: "Give the bucket an `aws.s3.BucketPublicAccessBlock` with all four settings on, or the account an `aws.s3.AccountPublicAccessBlock`.",
  see: blockGuide,
  related: { blocks: from(BucketPublicAccessBlock, "bucket"), accountBlocks: all(AccountPublicAccessBlock) },
  pass: [{ blocks: [allOn] }, { accountBlocks: [allOn] }],
  fail: [{}, { blocks: [{ ...allOn, blockPublicAcls: false }] }, { blocks: [{ ignorePublicAcls: true }] }],
  unknown: [{ blocks: [unknown] }, { blocks: [{ ...allOn, blockPublicAcls: unknown }] }],
  check: ({ blocks, accountBlocks }) =>
    !some(accountBlocks, (block) => block.blockPublicAcls && block.blockPublicPolicy) &&
    !some(blocks, (block) => block.blockPublicAcls && block.blockPublicPolicy) &&
    "no BucketPublicAccessBlock that blocks public ACLs and policies refers to it",
});

const PublicAccessBlock = resource<AccountPublicAccessBlockArgs>(BucketPublicAccessBlock.tokens[0]!, AccountPublicAccessBlock.tokens[0]!);

interface BlockSetting {
  property: keyof typeof allOn;
  id: `aws-s3-${string}`;
  title: string;
  why: string;
  equivalents: NonNullable<Parameters<typeof rule>[1]["equivalents"]>;
}

/** One of the four settings; each is off unless it is set. */
const blockSetting = ({ property, ...meta }: BlockSetting) =>
  rule(PublicAccessBlock, {
    ...meta,
    severity: "medium",
    family: "public-access",
    preset: property.endsWith("Acls") ? "recommended" : "strict",
    fix: `Set \`${property}\` to \`true\`.`,
    see: blockGuide,
    pass: [allOn],
    fail: [{ ...allOn, [property]: false }, {}],
    unknown: [{ ...allOn, [property]: unknown }],
    check: (self) => !self[property] && `\`${property}\` isn't on`,
  });

export const publicAccessBlockAcls = blockSetting({
  property: "blockPublicAcls",
  id: "aws-s3-public-access-block-acls",
  title: "S3 public access blocks refuse public ACLs",
  equivalents: { checkov: ["CKV_AWS_53"], trivy: ["AVD-AWS-0086"], kics: ["d0cc8694-fcad-43ff-ac86-32331d7e867f"] },
  why: "Anyone who can write an object can otherwise publish it by its ACL.",
});

export const publicAccessBlockIgnoresAcls = blockSetting({
  property: "ignorePublicAcls",
  id: "aws-s3-public-access-block-ignores-acls",
  title: "S3 public access blocks ignore public ACLs",
  equivalents: { checkov: ["CKV_AWS_55"], trivy: ["AVD-AWS-0091"], kics: ["4fa66806-0dd9-4f8d-9480-3174d39c7c91"] },
  why: "Public ACLs that were set before the block otherwise stay in force.",
});

export const publicAccessBlockPolicy = blockSetting({
  property: "blockPublicPolicy",
  id: "aws-s3-public-access-block-policy",
  title: "S3 public access blocks refuse public policies",
  equivalents: { checkov: ["CKV_AWS_54"], trivy: ["AVD-AWS-0087"], kics: ["1a4bc881-9f69-4d44-8c9a-d37d08f54c50"] },
  why: "One mistaken bucket policy otherwise publishes the whole bucket.",
});

export const publicAccessBlockRestricts = blockSetting({
  property: "restrictPublicBuckets",
  id: "aws-s3-public-access-block-restricts",
  title: "S3 public access blocks restrict public buckets",
  equivalents: { checkov: ["CKV_AWS_56"], trivy: ["AVD-AWS-0093"], kics: ["1ec253ab-c220-4d63-b2de-5b40e0af9293"] },
  why: "A public policy that was set before the block otherwise stays in force.",
});

export const accessPointPublicAccessBlock = rule(resource<AccessPointArgs>("aws:s3/accessPoint:AccessPoint"), {
  id: "aws-s3-access-point-public-access-block",
  title: "S3 access points block public access",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_392"] },
  why: "A mistaken access point policy otherwise publishes the bucket behind it, and the setting can't be changed later.",
  fix: "Leave `publicAccessBlockConfiguration` out, or set all four of its settings to `true`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html",
  pass: [{}, { publicAccessBlockConfiguration: allOn }, { publicAccessBlockConfiguration: {} }],
  fail: [{ publicAccessBlockConfiguration: { ...allOn, blockPublicPolicy: false } }],
  unknown: [{ publicAccessBlockConfiguration: { ...allOn, ignorePublicAcls: unknown } }],
  check: ({ publicAccessBlockConfiguration: block }) =>
    block &&
    each(Object.keys(allOn) as (keyof typeof allOn)[], (setting) => block[setting] === false && `\`publicAccessBlockConfiguration.${setting}\` is off`),
});
