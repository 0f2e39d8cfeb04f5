import type { RegistryPolicyArgs } from "@pulumi/aws/schemas/registryPolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { resource } from "../../lib/rule";

export const registryPolicyPublic = noPublicPolicy(resource<RegistryPolicyArgs>("aws:schemas/registryPolicy:RegistryPolicy"), {
  id: "aws-schemas-registry-policy-public",
  subject: "Schema registries",
  why: "Anyone with an AWS account can read the schemas of your events, or change them where the policy allows it.",
  see: "https://docs.aws.amazon.com/eventbridge/latest/schema-reference/v1-policy.html",
  at: (registry) => registry.policy,
  action: "schemas:DescribeSchema",
});
