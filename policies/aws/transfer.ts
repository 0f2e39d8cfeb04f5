import type { ServerArgs } from "@pulumi/aws/transfer/server";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const Server = resource<ServerArgs>("aws:transfer/server:Server");

export const serverPublic = setting(Server, {
  id: "aws-transfer-server-public",
  title: "Transfer servers are reached from a VPC only",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_164"] },
  why: "Everyone on the internet reaches the server, and tries passwords.",
  see: "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html",
  at: ({ endpointType }) => endpointType,
  good: ["VPC", "VPC_ENDPOINT"],
  bad: ["PUBLIC"],
  absent: "bad",
});

export const serverProtocols = rule(Server, {
  id: "aws-transfer-server-protocols",
  title: "Transfer servers take encrypted protocols only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_357"] },
  why: "FTP, which AWS only serves inside a VPC, sends passwords and files in the open, and anyone on the way can read them.",
  fix: "Remove `FTP` from `protocols`.",
  see: "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-ftp.html",
  pass: [{}, { protocols: ["SFTP", "FTPS", "AS2"] }],
  fail: [{ protocols: ["FTP"] }, { protocols: [unknown, "FTP"] }],
  unknown: [{ protocols: unknown }, { protocols: [unknown] }],
  check: ({ protocols }) => each(protocols, (protocol) => protocol === "FTP" && "`protocols` has `FTP`"),
});

/** The year of a policy such as `TransferSecurityPolicy-FIPS-2024-01`. */
const yearOf = (policy: string): number => Number(/-(\d{4})-\d\d$/.exec(policy)?.[1] ?? Number.NaN);

export const serverPolicy = rule(Server, {
  id: "aws-transfer-server-policy",
  title: "Transfer servers have a recent security policy",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_380"] },
  why: "Older policies allow ciphers and key exchanges that are considered weak, as SHA-1.",
  fix: "Set `securityPolicyName` to `TransferSecurityPolicy-2025-03`.",
  see: "https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html",
  pass: [
    { securityPolicyName: "TransferSecurityPolicy-2024-01" },
    { securityPolicyName: "TransferSecurityPolicy-FIPS-2025-03" },
    { securityPolicyName: "TransferSecurityPolicy-Restricted-2024-06" },
  ],
  fail: [{}, { securityPolicyName: "TransferSecurityPolicy-2022-03" }, { securityPolicyName: "TransferSecurityPolicy-PQ-SSH-Experimental-2023-04" }],
  unknown: [{ securityPolicyName: unknown }],
  check: ({ securityPolicyName: policy = "TransferSecurityPolicy-2018-11" }) => yearOf(policy) < 2024 && `its security policy is \`${policy}\``,
});
