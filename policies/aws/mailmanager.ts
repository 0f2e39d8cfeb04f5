import type { ArchiveArgs } from "@pulumi/aws/mailmanager/archive";
import type { IngressPointArgs } from "@pulumi/aws/mailmanager/ingressPoint";
import type { RelayArgs } from "@pulumi/aws/mailmanager/relay";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

export const archiveCustomerKey = customerKey(resource<ArchiveArgs>("aws:mailmanager/archive:Archive"), {
  id: "aws-mailmanager-archive-customer-key",
  subject: "Mail Manager archives",
  see: "https://docs.aws.amazon.com/ses/latest/dg/eb-archiving.html",
  at: (archive) => archive.kmsKeyArn,
});

export const ingressPointTls = setting(resource<IngressPointArgs>("aws:mailmanager/ingressPoint:IngressPoint"), {
  id: "aws-mailmanager-ingress-point-tls",
  title: "Mail Manager takes mail by TLS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Mail and the credentials of who sends it can pass through the network in plain text.",
  see: "https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_CreateIngressPoint.html",
  at: (point) => point.tlsPolicy,
  good: ["REQUIRED", "FIPS"],
  bad: ["OPTIONAL"],
  absent: "good",
});

export const relayAuthentication = rule(resource<RelayArgs>("aws:mailmanager/relay:Relay"), {
  id: "aws-mailmanager-relay-authentication",
  title: "Mail Manager signs in to the servers that it relays to",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "A server that relays without credentials does so for everybody who reaches it.",
  fix: "Set `authentication.secretArn` to a secret with the server's credentials.",
  see: "https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_CreateRelay.html",
  pass: [{ authentication: { secretArn: unknown } }],
  fail: [{}, { authentication: { noAuthentication: {} } }],
  unknown: [{ authentication: unknown }],
  check: ({ authentication }) => !(authentication && "secretArn" in authentication) && "it has no credentials",
});
