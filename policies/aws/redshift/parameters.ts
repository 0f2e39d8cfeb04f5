import type { ParameterGroupArgs } from "@pulumi/aws/redshift/parameterGroup";
import { hipaa, nist } from "../../../lib/cloud/aws-controls";
import { find, resource, rule, unknown } from "../../../lib/rule";

const ParameterGroup = resource<ParameterGroupArgs>("aws:redshift/parameterGroup:ParameterGroup");

const guide = "https://docs.aws.amazon.com/redshift/latest/mgmt";

/** Whether a parameter is on; names and values are compared in any case. */
const isOn = (parameters: readonly { name: string; value: string }[] | undefined, wanted: string, absent: string): boolean =>
  /^(true|1|on)$/i.test(find(parameters, ({ name }) => name?.toLowerCase() === wanted)?.value ?? absent);

export const clusterTls = rule(ParameterGroup, {
  id: "aws-redshift-cluster-tls",
  title: "Redshift clusters refuse connections without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.tls,
    "pci-dss-3.2.1": ["2.3", "4.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_105"],
    "cdk-nag": [
      "AwsSolutions-RS1",
      "HIPAA.Security-RedshiftRequireTlsSSL",
      "NIST.800.53.R4-RedshiftRequireTlsSSL",
      "NIST.800.53.R5-RedshiftRequireTlsSSL",
      "PCI.DSS.321-RedshiftRequireTlsSSL",
    ],
  },
  why: "A client that doesn't ask for TLS sends its password and the data in the clear.",
  fix: "Set the parameter `require_ssl` to `true`.",
  see: `${guide}/connecting-ssl-support.html`,
  pass: [
    { family: "redshift-1.0", parameters: [{ name: "require_ssl", value: "true" }] },
    { family: "redshift-1.0", parameters: [{ name: "Require_SSL", value: "1" }] },
    { family: "redshift-2.0" },
  ],
  fail: [
    { family: "redshift-1.0" },
    { family: "redshift-1.0", parameters: [{ name: "require_ssl", value: "false" }] },
    { family: "redshift-2.0", parameters: [{ name: "require_ssl", value: "false" }] },
  ],
  unknown: [{ family: "redshift-1.0", parameters: unknown }],
  check: ({ family, parameters }) =>
    !isOn(parameters, "require_ssl", family === "redshift-1.0" ? "false" : "true") && "the parameter `require_ssl` isn't `true`",
});

export const clusterActivityLog = rule(ParameterGroup, {
  id: "aws-redshift-cluster-activity-log",
  title: "Redshift clusters log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-RS11"] },
  why: "Nobody can tell who read or changed what in the data warehouse.",
  fix: "Set the parameter `enable_user_activity_logging` to `true`.",
  see: `${guide}/db-auditing.html`,
  pass: [{ parameters: [{ name: "enable_user_activity_logging", value: "true" }] }],
  fail: [{}, { parameters: [{ name: "enable_user_activity_logging", value: "false" }] }],
  unknown: [{ parameters: [unknown] }],
  check: ({ parameters }) => !isOn(parameters, "enable_user_activity_logging", "false") && "the parameter `enable_user_activity_logging` isn't `true`",
});
