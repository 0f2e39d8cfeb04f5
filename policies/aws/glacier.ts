import type { VaultArgs } from "@pulumi/aws/glacier/vault";
import type { VaultLockArgs } from "@pulumi/aws/glacier/vaultLock";
import { statementsOf } from "../../lib/cloud/iam-policy";
import { resource, rule, some, unknown } from "../../lib/rule";

const WithPolicy = resource<Pick<VaultArgs, "accessPolicy"> & Partial<Pick<VaultLockArgs, "policy">>>(
  "aws:glacier/vault:Vault",
  "aws:glacier/vaultLock:VaultLock",
);

const document = (principal: unknown, more: object = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: principal, Action: "glacier:GetJobOutput", Resource: "*", ...more } });

export const vaultPolicyPublic = rule(WithPolicy, {
  id: "aws-glacier-vault-policy-public",
  title: "Glacier vaults are for known principals only",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_167"] },
  why: "Anyone with an AWS account can read or delete the archives.",
  fix: "Name the accounts or roles in `Principal`, or add a condition that says who may call.",
  see: "https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-access-policy.html",
  pass: [
    {},
    { accessPolicy: document({ AWS: "arn:aws:iam::111122223333:role/reader" }) },
    { accessPolicy: document("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }) },
    { policy: document("*", { Effect: "Deny" }) },
  ],
  fail: [{ accessPolicy: document("*") }, { accessPolicy: document({ AWS: ["*"] }) }, { policy: document("*") }],
  unknown: [{ accessPolicy: unknown }, { accessPolicy: document(unknown) }],
  check: ({ accessPolicy, policy }) =>
    some([accessPolicy, policy], (text) => some(statementsOf(text), (statement) => statement.isPublic)) && "its policy lets anyone in",
});
