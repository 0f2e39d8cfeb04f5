import type { InstanceMetadataDefaultsArgs } from "@pulumi/aws/ec2/instanceMetadataDefaults";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import { all, every, option, resource, rule, setting, some, to, unknown } from "../../../lib/rule";
import { Launches } from "./resources";

const InstanceMetadataDefaults = resource<InstanceMetadataDefaultsArgs>("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults");
const LaunchTemplate = resource<LaunchTemplateArgs>("aws:ec2/launchTemplate:LaunchTemplate");

const metadata = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html";

interface MetadataOptions {
  readonly httpTokens?: string;
  readonly httpEndpoint?: string;
}
const isGuarded = (options: MetadataOptions | undefined) => options?.httpTokens === "required" || options?.httpEndpoint === "disabled";

export const instanceMetadataTokens = rule(Launches, {
  id: "aws-ec2-instance-metadata-tokens",
  title: "EC2 instances answer metadata requests with a token only",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"],
    "nist-800-53-r5": ["AC-24", "AC-3", "AC-6", "MP-2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_79"],
    trivy: ["AVD-AWS-0028", "AVD-AWS-0130"],
    kics: ["f1g2h3i4-j5k6-7lmn-8opq-9012rstuvwxy"],
    terrascan: ["AC_AWS_0479", "AC_AWS_0487"],
    "cdk-nag": ["HIPAA.Security-EC2IMDSv2Enabled", "NIST.800.53.R4-EC2IMDSv2Enabled", "NIST.800.53.R5-EC2IMDSv2Enabled"],
  },
  why: "With version 1 of the metadata service, a web application that can be made to fetch an address gives away the instance's credentials.",
  fix: "Set `metadataOptions.httpTokens` to `required`.",
  see: metadata,
  related: { templates: to("launchTemplate", LaunchTemplate), defaults: all(InstanceMetadataDefaults) },
  pass: [
    { metadataOptions: { httpTokens: "required" } },
    { metadataOptions: { httpEndpoint: "disabled" } },
    { launchTemplate: { id: "lt-1" }, templates: [{ metadataOptions: { httpTokens: "required" } }] },
    { launchTemplate: { id: "lt-1" } },
    { defaults: [{ httpTokens: "required" }] },
  ],
  fail: [
    {},
    { metadataOptions: { httpTokens: "optional" } },
    { metadataOptions: { httpEndpoint: "enabled" } },
    { launchTemplate: { id: "lt-1" }, templates: [{}] },
    { metadataOptions: { httpTokens: "optional" }, defaults: [{ httpTokens: "required" }] },
  ],
  unknown: [{ metadataOptions: { httpTokens: unknown } }, { launchTemplate: { id: unknown }, templates: [unknown] }],
  check: ({ metadataOptions, launchTemplate, templates, defaults }) => {
    if (isGuarded(metadataOptions)) return false;
    const inherits = metadataOptions?.httpTokens === undefined;
    if (inherits && launchTemplate && every(templates, (template) => isGuarded(template.metadataOptions))) return false;
    if (inherits && some(defaults, ({ httpTokens }) => httpTokens === "required")) return false;
    return inherits
      ? "`metadataOptions.httpTokens` isn't set, so the image decides whether a token is needed"
      : `\`metadataOptions.httpTokens\` is \`${metadataOptions?.httpTokens}\``;
  },
});

export const instanceMetadataHops = rule(Launches, {
  id: "aws-ec2-instance-metadata-hops",
  title: "Metadata of EC2 instances doesn't leave the machine",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CM-2"] },
  equivalents: { checkov: ["CKV_AWS_341"] },
  why: "With more than one hop, containers and what the machine routes for others get the instance's credentials too.",
  fix: "Set `metadataOptions.httpPutResponseHopLimit` to `1`, or leave it out.",
  see: metadata,
  options: {
    hops: option.Integer({ default: 1, minimum: 1, maximum: 64, description: "How far metadata may travel; containers on a bridge network need 2." }),
  },
  pass: [{}, { metadataOptions: { httpPutResponseHopLimit: 1 } }],
  fail: [{ metadataOptions: { httpPutResponseHopLimit: 2 } }],
  unknown: [{ metadataOptions: { httpPutResponseHopLimit: unknown } }],
  check: ({ metadataOptions }, { options }) => {
    const hops = metadataOptions?.httpPutResponseHopLimit ?? 1;
    return hops > options.hops && `\`metadataOptions.httpPutResponseHopLimit\` is ${hops}`;
  },
});

export const metadatadefaultsTokens = setting(InstanceMetadataDefaults, {
  id: "aws-ec2-metadatadefaults-tokens",
  title: "New EC2 instances of the account require a token for metadata",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Instances that say nothing of it answer requests of version 1, which a web application can be tricked into.",
  see: metadata,
  at: (defaults) => defaults.httpTokens,
  good: ["required"],
  bad: ["optional", "no-preference"],
  absent: "bad",
});
