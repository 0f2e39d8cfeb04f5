import type { CertificateArgs } from "@pulumi/aws/acm/certificate";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const Certificate = resource<CertificateArgs>("aws:acm/certificate:Certificate");

export const certificateTransparency = setting(Certificate, {
  id: "aws-acm-certificate-transparency",
  title: "Certificates are in the public transparency log",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_234"] },
  why: "Browsers refuse certificates that no log knows, and nobody notices one that was issued by mistake.",
  see: "https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html",
  at: (certificate) => certificate.options?.certificateTransparencyLoggingPreference,
  good: ["ENABLED"],
  bad: ["DISABLED"],
  absent: "good",
});

export const certificateWildcard = rule(Certificate, {
  id: "aws-acm-certificate-wildcard",
  title: "Certificates name their hosts",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_71"] },
  why: "Who gets hold of a wildcard certificate's key can be any host of the domain.",
  fix: "Name the hosts in `domainName` and `subjectAlternativeNames`.",
  see: "https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html",
  pass: [{}, { domainName: "www.example.com", subjectAlternativeNames: ["example.com"] }],
  fail: [{ domainName: "*.example.com" }, { domainName: "example.com", subjectAlternativeNames: ["*.example.com"] }],
  unknown: [{ domainName: unknown }],
  check: ({ domainName, subjectAlternativeNames }) =>
    (some(subjectAlternativeNames, (name) => name.startsWith("*")) || domainName?.startsWith("*")) && "it is for all hosts of a domain",
});
