import type { ApplicationArgs } from "@pulumi/aws/opensearch/application";
import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import { hipaa, nist } from "../../../lib/cloud/aws-controls";
import { customerKey, resource, rule, setting, unknown } from "../../../lib/rule";

const Application = resource<ApplicationArgs>("aws:opensearch/application:Application");
/** The domains of both modules differ in nothing that is judged here. */
const Domain = resource<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");

const guide = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide";

export const domainEncrypted = setting(Domain, {
  id: "aws-opensearch-domain-encrypted",
  title: "OpenSearch domains are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_5"],
    trivy: ["AVD-AWS-0048"],
    kics: ["24e16922-4330-4e9d-be8a-caa90299466a"],
    terrascan: ["AC_AWS_0112"],
    "cdk-nag": [
      "AwsSolutions-OS8",
      "HIPAA.Security-OpenSearchEncryptedAtRest",
      "NIST.800.53.R4-OpenSearchEncryptedAtRest",
      "NIST.800.53.R5-OpenSearchEncryptedAtRest",
      "PCI.DSS.321-OpenSearchEncryptedAtRest",
    ],
    awsguard: ["elasticsearch-encrypted-at-rest"],
  },
  why: "The disks, the logs and the automatic snapshots hold the data in the clear.",
  see: `${guide}/encryption-at-rest.html`,
  at: (domain) => domain.encryptAtRest?.enabled,
  good: [true],
  absent: "bad",
});

export const domainCustomerKey = customerKey(Domain, {
  id: "aws-opensearch-domain-customer-key",
  subject: "OpenSearch domains",
  equivalents: { checkov: ["CKV_AWS_247"], kics: ["7af2f4a3-00d9-47f3-8d15-ca0888f4e5b2"], terrascan: ["AC_AWS_0111"] },
  see: `${guide}/encryption-at-rest.html`,
  at: (domain) => domain.encryptAtRest?.kmsKeyId,
});

export const domainHttps = rule(Domain, {
  id: "aws-opensearch-domain-https",
  title: "OpenSearch domains refuse connections without HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_83"], trivy: ["AVD-AWS-0046"], kics: ["00603add-7f72-448f-a6c0-9e456a7a3f94", "2e9e0729-66d5-4148-9d39-5e6fb4bf2a4e"] },
  why: "A client that uses HTTP sends its credentials and the data in the clear.",
  fix: "Set `domainEndpointOptions.enforceHttps` to `true`.",
  see: `${guide}/data-protection.html`,
  pass: [{ domainEndpointOptions: { enforceHttps: true } }, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
  fail: [{}, { domainEndpointOptions: { enforceHttps: false } }],
  unknown: [{ domainEndpointOptions: { enforceHttps: unknown } }],
  // The provider sets it where it sends the options at all; OpenSearch by itself doesn't.
  check: ({ domainEndpointOptions }) => {
    if (!domainEndpointOptions) return "`domainEndpointOptions.enforceHttps` isn't set";
    return domainEndpointOptions.enforceHttps === false && "`domainEndpointOptions.enforceHttps` is off";
  },
});

export const domainTlsVersion = setting(Domain, {
  id: "aws-opensearch-domain-tls-version",
  title: "OpenSearch domains use TLS 1.2 or newer",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_228"], trivy: ["AVD-AWS-0126"] },
  why: "TLS 1.0 and 1.1 have known weaknesses.",
  see: `${guide}/infrastructure-security.html`,
  at: (domain) => domain.domainEndpointOptions?.tlsSecurityPolicy,
  good: ["Policy-Min-TLS-1-2-PFS-2023-10", "Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08"],
  bad: ["Policy-Min-TLS-1-0-2019-07"],
  absent: "bad",
});

export const domainNodeEncryption = rule(Domain, {
  id: "aws-opensearch-domain-node-encryption",
  title: "OpenSearch domains encrypt connections between their nodes",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.tls,
    "pci-dss-3.2.1": ["4.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_6"],
    trivy: ["AVD-AWS-0043"],
    kics: ["967eb3e6-26fc-497d-8895-6428beb6e8e2"],
    terrascan: ["AC_AWS_0468"],
    "cdk-nag": [
      "AwsSolutions-OS2",
      "HIPAA.Security-OpenSearchNodeToNodeEncryption",
      "NIST.800.53.R4-OpenSearchNodeToNodeEncryption",
      "NIST.800.53.R5-OpenSearchNodeToNodeEncryption",
      "PCI.DSS.321-OpenSearchNodeToNodeEncryption",
    ],
  },
  why: "Data goes from node to node in the clear.",
  fix: "Set `nodeToNodeEncryption.enabled` to `true`.",
  see: `${guide}/ntn.html`,
  pass: [{}, { clusterConfig: { instanceCount: 1 } }, { clusterConfig: { instanceCount: 3 }, nodeToNodeEncryption: { enabled: true } }],
  fail: [
    { clusterConfig: { instanceCount: 2 } },
    { clusterConfig: { instanceCount: 2 }, nodeToNodeEncryption: { enabled: false } },
    { clusterConfig: { dedicatedMasterEnabled: true } },
  ],
  unknown: [{ clusterConfig: { instanceCount: 2 }, nodeToNodeEncryption: unknown }],
  check: ({ clusterConfig, nodeToNodeEncryption }) =>
    ((clusterConfig?.instanceCount ?? 1) > 1 || clusterConfig?.dedicatedMasterEnabled) && !nodeToNodeEncryption?.enabled && "`nodeToNodeEncryption` isn't on",
});

export const applicationCustomerKey = customerKey(Application, {
  id: "aws-opensearch-application-customer-key",
  subject: "OpenSearch applications",
  see: `${guide}/application.html`,
  at: (application) => application.kmsKeyArn,
});
