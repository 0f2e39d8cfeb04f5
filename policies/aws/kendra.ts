import type { IndexArgs } from "@pulumi/aws/kendra/index_";
import { customerKey, resource } from "../../lib/rule";

const Index = resource<IndexArgs>("aws:kendra/index:Index");

export const indexCustomerKey = customerKey(Index, {
  id: "aws-kendra-index-customer-key",
  subject: "Kendra indexes",
  equivalents: { checkov: ["CKV_AWS_262"] },
  see: "https://docs.aws.amazon.com/kendra/latest/dg/encryption-at-rest.html",
  at: (index) => index.serverSideEncryptionConfiguration?.kmsKeyId,
});
