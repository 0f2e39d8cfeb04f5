import type { EncryptionConfigArgs } from "@pulumi/aws/xray/encryptionConfig";
import type { ResourcePolicyArgs } from "@pulumi/aws/xray/resourcePolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, resource } from "../../lib/rule";

export const encryptionCustomerKey = customerKey(resource<EncryptionConfigArgs>("aws:xray/encryptionConfig:EncryptionConfig"), {
  id: "aws-xray-encryption-customer-key",
  subject: "Traces of X-Ray",
  see: "https://docs.aws.amazon.com/xray/latest/devguide/xray-console-encryption.html",
  at: (config) => config.keyId,
  fail: [{ type: "NONE" }, { type: "KMS", keyId: "alias/aws/xray" }],
});

export const resourcePolicyPublic = noPublicPolicy(resource<ResourcePolicyArgs>("aws:xray/resourcePolicy:ResourcePolicy"), {
  id: "aws-xray-resource-policy-public",
  subject: "X-Ray traces",
  why: "Anyone with an AWS account can write false traces at your cost, or do what else the policy allows.",
  see: "https://docs.aws.amazon.com/xray/latest/api/API_PutResourcePolicy.html",
  at: (resourcePolicy) => resourcePolicy.policyDocument,
  action: "xray:PutTraceSegments",
});
