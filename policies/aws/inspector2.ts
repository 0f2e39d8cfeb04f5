import type { EnablerArgs } from "@pulumi/aws/inspector2/enabler";
import type { OrganizationConfigurationArgs } from "@pulumi/aws/inspector2/organizationConfiguration";
import { all, each, resource, rule, Stack, some, unknown } from "../../lib/rule";

const Enabler = resource<EnablerArgs>("aws:inspector2/enabler:Enabler");
const OrganizationConfiguration = resource<OrganizationConfigurationArgs>("aws:inspector2/organizationConfiguration:OrganizationConfiguration");

const scanned = ["EC2", "ECR", "LAMBDA"] as const;

export const enablerTypes = rule(Stack, {
  id: "aws-inspector2-enabler-types",
  title: "Where Inspector is on, it scans instances, images and functions",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "Nobody hears of vulnerable packages in what isn't scanned.",
  fix: "Add `EC2`, `ECR` and `LAMBDA` to `resourceTypes` of an `aws.inspector2.Enabler`.",
  see: "https://docs.aws.amazon.com/inspector/latest/user/scanning-resources.html",
  related: { enablers: all(Enabler) },
  pass: [
    {},
    { enablers: [{ resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"] }] },
    { enablers: [{ resourceTypes: ["EC2", "ECR"] }, { resourceTypes: ["LAMBDA"] }] },
  ],
  fail: [{ enablers: [{ resourceTypes: ["EC2"] }] }, { enablers: [{ resourceTypes: ["ECR", "LAMBDA"] }] }],
  unknown: [{ enablers: [{ resourceTypes: unknown }] }, { enablers: [{ resourceTypes: ["EC2", "ECR", unknown] }] }],
  check: ({ enablers }) =>
    some(enablers) &&
    each(
      scanned,
      (type) => !some(enablers, ({ resourceTypes }) => some(resourceTypes, (given) => given === type)) && `no enabler of Inspector has \`${type}\``,
    ),
});

export const organizationTypes = rule(OrganizationConfiguration, {
  id: "aws-inspector2-organization-types",
  title: "Inspector scans instances, images and functions of new accounts",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "New accounts are where nobody has looked yet.",
  fix: "Set `autoEnable.ec2`, `autoEnable.ecr` and `autoEnable.lambda` to `true`.",
  see: "https://docs.aws.amazon.com/inspector/latest/user/managing-multiple-accounts.html",
  pass: [{ autoEnable: { ec2: true, ecr: true, lambda: true } }],
  fail: [
    { autoEnable: { ec2: true, ecr: true } },
    { autoEnable: { ec2: false, ecr: true, lambda: true } },
    { autoEnable: { ec2: true, ecr: false, lambda: true } },
  ],
  unknown: [{ autoEnable: { ec2: unknown, ecr: true, lambda: true } }],
  check: ({ autoEnable }) => each(["ec2", "ecr", "lambda"] as const, (type) => !autoEnable?.[type] && `\`autoEnable.${type}\` isn't on`),
});
