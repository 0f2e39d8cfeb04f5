import type { DomainArgs } from "@pulumi/aws/cloudsearch/domain";
import type { DomainServiceAccessPolicyArgs } from "@pulumi/aws/cloudsearch/domainServiceAccessPolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { resource, setting } from "../../lib/rule";

const Domain = resource<DomainArgs>("aws:cloudsearch/domain:Domain");
const DomainServiceAccessPolicy = resource<DomainServiceAccessPolicyArgs>("aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy");

export const domainHttps = setting(Domain, {
  id: "aws-cloudsearch-domain-https",
  title: "CloudSearch domains refuse plain HTTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_220"] },
  why: "Documents and searches can pass through the network in plain text.",
  see: "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/configuring-domain-endpoint-options.html",
  at: (domain) => domain.endpointOptions?.enforceHttps,
  good: [true],
  absent: "bad",
});

export const domainTls = setting(Domain, {
  id: "aws-cloudsearch-domain-tls",
  title: "CloudSearch domains require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_218"] },
  why: "TLS 1.0 and 1.1 are broken: their traffic can be read by who listens in.",
  see: "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/configuring-domain-endpoint-options.html",
  at: (domain) => domain.endpointOptions?.tlsSecurityPolicy,
  good: ["Policy-Min-TLS-1-2-2019-07"],
  bad: ["Policy-Min-TLS-1-0-2019-07"],
  absent: "bad",
});

export const domainPolicyPublic = noPublicPolicy(DomainServiceAccessPolicy, {
  id: "aws-cloudsearch-domain-policy-public",
  subject: "CloudSearch domains",
  why: "Anyone on the internet can search the domain, and change its documents where the policy allows it.",
  see: "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/configuring-access.html",
  at: (domain) => domain.accessPolicy,
  action: "cloudsearch:search",
});
