import type { RepositoryAssociationArgs } from "@pulumi/aws/codegurureviewer/repositoryAssociation";
import { customerKey, resource } from "../../lib/rule";

const RepositoryAssociation = resource<RepositoryAssociationArgs>("aws:codegurureviewer/repositoryAssociation:RepositoryAssociation");

export const associationCustomerKey = customerKey(RepositoryAssociation, {
  id: "aws-codegurureviewer-association-customer-key",
  subject: "Repositories that CodeGuru reviews",
  equivalents: { checkov: ["CKV_AWS_381"] },
  see: "https://docs.aws.amazon.com/codeguru/latest/reviewer-ug/encrypt-repository-association.html",
  at: (association) => association.kmsKeyDetails?.kmsKeyId,
  unless: ({ kmsKeyDetails }) => kmsKeyDetails?.encryptionOption === "CUSTOMER_MANAGED_CMK",
  pass: [{ kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK" } }],
  fail: [{ kmsKeyDetails: { encryptionOption: "AWS_OWNED_CMK" } }],
});
