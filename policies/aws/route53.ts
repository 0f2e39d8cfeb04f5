import type { HostedZoneDnsSecArgs } from "@pulumi/aws/route53/hostedZoneDnsSec";
import type { KeySigningKeyArgs } from "@pulumi/aws/route53/keySigningKey";
import type { QueryLogArgs } from "@pulumi/aws/route53/queryLog";
import type { RecordArgs } from "@pulumi/aws/route53/record";
import type { ZoneArgs } from "@pulumi/aws/route53/zone";
import type { RegisteredDomainArgs } from "@pulumi/aws/route53domains/registeredDomain";
import { each, from, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Anything = resource<{}>("*");
const HostedZoneDnsSec = resource<HostedZoneDnsSecArgs>("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec");
const KeySigningKey = resource<KeySigningKeyArgs>("aws:route53/keySigningKey:KeySigningKey");
const QueryLog = resource<QueryLogArgs>("aws:route53/queryLog:QueryLog");
const RecordSet = resource<RecordArgs>("aws:route53/record:Record");
const RegisteredDomain = resource<RegisteredDomainArgs>("aws:route53domains/registeredDomain:RegisteredDomain");
const Zone = resource<ZoneArgs>("aws:route53/zone:Zone");

const isPrivate = (address: string) => /^(10\.|127\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/.test(address);

export const zoneQueryLogs = rule(Zone, {
  id: "aws-route53-zone-query-logs",
  title: "Public hosted zones log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_39"], kics: ["7dbba512-e244-42dc-98bb-422339827967"], terrascan: ["AC_AWS_0204"] },
  why: "Who scouts your names, or asks for those that no longer exist, leaves no trace.",
  fix: "Add an `aws.route53.QueryLog` with the zone's id.",
  see: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html",
  related: { logs: from(QueryLog, "zoneId") },
  pass: [{ logs: [{}] }, { vpcs: [{ vpcId: "vpc-1" }] }],
  fail: [{}],
  unknown: [{ logs: [unknown] }],
  check: ({ vpcs, logs }) => !some(vpcs) && !some(logs) && "no QueryLog refers to it",
});

export const zoneDnssec = rule(Zone, {
  id: "aws-route53-zone-dnssec",
  title: "Public hosted zones are signed",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_38"] },
  why: "Without signatures a resolver can't tell your answers from forged ones.",
  fix: "Add an `aws.route53.KeySigningKey` and an `aws.route53.HostedZoneDnsSec` for the zone.",
  see: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html",
  // The signing often takes the zone's id from the key, so that it comes after it.
  related: { signing: from(HostedZoneDnsSec, "hostedZoneId"), keys: from(KeySigningKey, "hostedZoneId", { signing: from(HostedZoneDnsSec, "hostedZoneId") }) },
  pass: [{ signing: [{}] }, { signing: [{ signingStatus: "SIGNING" }] }, { keys: [{ signing: [{}] }] }, { vpcs: [{ vpcId: "vpc-1" }] }],
  fail: [{}, { signing: [{ signingStatus: "NOT_SIGNING" }] }, { keys: [{}] }],
  unknown: [{ signing: [unknown] }],
  check: ({ vpcs, signing, keys }) => {
    const signs = ({ signingStatus = "SIGNING" }) => signingStatus === "SIGNING";
    return !some(vpcs) && !some(keys, (key) => some(key.signing, signs)) && !some(signing, signs) && "it isn't signed";
  },
});

export const recordEmpty = rule(RecordSet, {
  id: "aws-route53-record-empty",
  title: "DNS records answer with something",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["25db74bf-fa3b-44da-934e-8c3e005c0453"], terrascan: ["AC_AWS_0205"] },
  why: "A name without an answer is a mistake in the program, or what is left of something that is gone.",
  fix: "Set `records` or `aliases`, or take the record away.",
  see: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/rrsets-working-with.html",
  pass: [{ records: ["192.0.2.1"] }, { aliases: [{ name: "web.example.com", zoneId: "Z1" }] }],
  fail: [{}, { records: [] }],
  unknown: [{ records: unknown }, { records: [unknown] }],
  check: ({ records, aliases }) => !some(records, (text) => text !== "") && !some(aliases) && "it has no `records` and no `aliases`",
});

export const recordAddress = rule(RecordSet, {
  id: "aws-route53-record-address",
  title: "Address records name addresses of the stack",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_23"] },
  why: "An address that was given back to AWS belongs to somebody else, who then answers under your name.",
  fix: "Take the address from the `aws.ec2.Eip`, instance or accelerator that has it, or use `aliases`.",
  see: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html",
  related: { holders: to("records", Anything) },
  pass: [
    { type: "CNAME", records: ["www.example.com"] },
    { type: "A", records: ["10.0.0.1"] },
    { type: "A", records: ["192.0.2.1"], holders: [{}] },
    { type: "A" },
  ],
  fail: [{ type: "A", records: ["192.0.2.1"] }],
  unknown: [
    { type: "A", records: [unknown] },
    { type: "A", records: ["192.0.2.1"], holders: [unknown] },
  ],
  check: ({ type, records, holders }) =>
    type === "A" && each(records, (address) => !isPrivate(address) && !some(holders) && `no resource of the stack has its address ${address}`),
});

export const domainTransferLock = setting(RegisteredDomain, {
  id: "aws-route53-domain-transfer-lock",
  title: "Registered domains are locked against transfer",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_377"] },
  why: "Who gets hold of the authorization code takes the domain away.",
  see: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html",
  at: (domain) => domain.transferLock,
  good: [true],
  absent: "good",
});
