import type { VaultArgs } from "@pulumi/aws/glacier/vault";
import type { VaultLockArgs } from "@pulumi/aws/glacier/vaultLock";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { resource } from "../../lib/rule";

export const vaultPolicyPublic = noPublicPolicy(resource<VaultArgs>("aws:glacier/vault:Vault"), {
  id: "aws-glacier-vault-policy-public",
  subject: "Glacier vaults",
  equivalents: { checkov: ["CKV_AWS_167"] },
  why: "Anyone with an AWS account can read or delete the archives.",
  see: "https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-access-policy.html",
  at: (vault) => vault.accessPolicy,
  action: "glacier:GetJobOutput",
});

export const vaultLockPublic = noPublicPolicy(resource<VaultLockArgs>("aws:glacier/vaultLock:VaultLock"), {
  id: "aws-glacier-vault-lock-public",
  subject: "Locked Glacier vaults",
  why: "Anyone with an AWS account can read or delete the archives, and a lock can't be changed any more once it is complete.",
  see: "https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-lock-policy.html",
  at: (lock) => lock.policy,
  action: "glacier:GetJobOutput",
});
