import type { ServerlessCollectionArgs } from "@pulumi/aws/opensearch/serverlessCollection";
import type { ServerlessSecurityPolicyArgs } from "@pulumi/aws/opensearch/serverlessSecurityPolicy";
import { isRecord, json } from "../../../lib/cloud/json";
import { each, resource, rule, some, unknown } from "../../../lib/rule";

const ServerlessCollection = resource<ServerlessCollectionArgs>("aws:opensearch/serverlessCollection:ServerlessCollection");
const ServerlessSecurityPolicy = resource<ServerlessSecurityPolicyArgs>("aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide";

const networkPolicy = (AllowFromPublic: boolean) => ({
  type: "network",
  policy: JSON.stringify([{ Rules: [{ ResourceType: "collection", Resource: ["collection/logs"] }], AllowFromPublic }]),
});
const encryptionPolicy = (how: object) => ({
  type: "encryption",
  policy: JSON.stringify({ Rules: [{ ResourceType: "collection", Resource: ["collection/logs"] }], ...how }),
});

export const collectionPublic = rule(ServerlessSecurityPolicy, {
  id: "aws-opensearch-collection-public",
  title: "OpenSearch Serverless collections can't be reached from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "IAM alone then keeps strangers out: stolen credentials are enough to read the data from anywhere.",
  fix: "Name the VPC endpoints in `SourceVPCEs` instead of `AllowFromPublic`.",
  see: `${guide}/serverless-network.html`,
  pass: [networkPolicy(false), encryptionPolicy({ AWSOwnedKey: true })],
  fail: [networkPolicy(true)],
  unknown: [{ type: "network", policy: unknown }],
  check: ({ type, policy }) => {
    if (type !== "network") return;
    const rules = json(policy);
    return Array.isArray(rules) && some(rules, (rule) => isRecord(rule) && rule.AllowFromPublic === true) && "it has `AllowFromPublic` on";
  },
});

export const collectionPolicyCustomerKey = rule(ServerlessSecurityPolicy, {
  id: "aws-opensearch-collection-policy-customer-key",
  title: "Policies of OpenSearch Serverless name an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `KmsARN` to an AWS KMS key of your own instead of `AWSOwnedKey`.",
  see: `${guide}/serverless-encryption.html`,
  pass: [encryptionPolicy({ AWSOwnedKey: false, KmsARN: key }), networkPolicy(false)],
  fail: [encryptionPolicy({ AWSOwnedKey: true })],
  unknown: [{ type: "encryption", policy: unknown }],
  check: ({ type, policy }) => {
    if (type !== "encryption") return;
    const encryption = json(policy);
    return isRecord(encryption) && encryption.AWSOwnedKey === true && "it has `AWSOwnedKey` on";
  },
});

export const collectionCustomerKey = rule(ServerlessCollection, {
  id: "aws-opensearch-collection-customer-key",
  title: "OpenSearch Serverless collections are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `kmsKeyArn` of `encryptionConfigs` to an AWS KMS key of your own, and `awsOwnedKey` to `false`.",
  see: `${guide}/serverless-encryption.html`,
  pass: [{}, { encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: key }] }],
  fail: [{ encryptionConfigs: [{ awsOwnedKey: true }] }],
  unknown: [{ encryptionConfigs: unknown }],
  check: ({ encryptionConfigs }) => each(encryptionConfigs, ({ awsOwnedKey }) => awsOwnedKey && "`awsOwnedKey` is on"),
});
