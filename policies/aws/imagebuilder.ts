import type { ComponentArgs } from "@pulumi/aws/imagebuilder/component";
import type { ContainerRecipeArgs } from "@pulumi/aws/imagebuilder/containerRecipe";
import type { DistributionConfigurationArgs } from "@pulumi/aws/imagebuilder/distributionConfiguration";
import type { ImagePipelineArgs } from "@pulumi/aws/imagebuilder/imagePipeline";
import type { ImageRecipeArgs } from "@pulumi/aws/imagebuilder/imageRecipe";
import type { InfrastructureConfigurationArgs } from "@pulumi/aws/imagebuilder/infrastructureConfiguration";
import { customerKey, each, resource, rule, setting, some, unknown } from "../../lib/rule";

const Component = resource<Pick<ComponentArgs, "kmsKeyId">>(
  "aws:imagebuilder/component:Component",
  "aws:imagebuilder/containerRecipe:ContainerRecipe",
  "aws:imagebuilder/workflow:Workflow",
);
const DistributionConfiguration = resource<DistributionConfigurationArgs>("aws:imagebuilder/distributionConfiguration:DistributionConfiguration");
const InfrastructureConfiguration = resource<InfrastructureConfigurationArgs>("aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration");
const Pipeline = resource<Pick<ImagePipelineArgs, "imageScanningConfiguration">>(
  "aws:imagebuilder/imagePipeline:ImagePipeline",
  "aws:imagebuilder/image:Image",
);
const Recipe = resource<Pick<ImageRecipeArgs & ContainerRecipeArgs, "blockDeviceMappings" | "instanceConfiguration">>(
  "aws:imagebuilder/imageRecipe:ImageRecipe",
  "aws:imagebuilder/containerRecipe:ContainerRecipe",
);

export const componentCustomerKey = customerKey(Component, {
  id: "aws-imagebuilder-component-customer-key",
  subject: "Components, container recipes and workflows of Image Builder",
  equivalents: { checkov: ["CKV_AWS_180"] },
  see: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/data-protection.html",
  at: (component) => component.kmsKeyId,
});

export const distributionCustomerKey = rule(DistributionConfiguration, {
  id: "aws-imagebuilder-distribution-customer-key",
  title: "Image Builder encrypts the images that it distributes with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_199"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `kmsKeyId` in the `amiDistributionConfiguration` of each region.",
  see: "https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_AmiDistributionConfiguration.html",
  pass: [
    { distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { kmsKeyId: unknown } }] },
    { distributions: [{ region: "eu-west-1", containerDistributionConfiguration: { targetRepository: { repositoryName: "shop", service: "ECR" } } }] },
  ],
  fail: [{ distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { name: "shop" } }] }],
  unknown: [{ distributions: unknown }],
  check: ({ distributions }) =>
    each(distributions, ({ region, amiDistributionConfiguration: ami }) => ami && !("kmsKeyId" in ami) && `no key is named for images in \`${region}\``),
});

export const distributionPublic = rule(DistributionConfiguration, {
  id: "aws-imagebuilder-distribution-public",
  title: "Image Builder shares its images with known accounts only",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Every AWS account can start the image and look for secrets in it.",
  fix: "Name accounts or organizations in `launchPermission` instead of the group `all`.",
  see: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/cross-account-dist.html",
  pass: [{ distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { launchPermission: { userIds: ["111122223333"] } } }] }],
  fail: [{ distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { launchPermission: { userGroups: ["all"] } } }] }],
  unknown: [{ distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { launchPermission: unknown } }] }],
  check: ({ distributions }) =>
    each(
      distributions,
      ({ region, amiDistributionConfiguration: ami }) =>
        some(ami?.launchPermission?.userGroups, (group) => group === "all") && `everyone may start its images in \`${region}\``,
    ),
});

const ebs = (...volumes: object[]) => volumes.map((volume, i) => ({ deviceName: `/dev/xvd${"bcd"[i]}`, ebs: volume }));

export const recipeVolumes = rule(Recipe, {
  id: "aws-imagebuilder-recipe-volumes",
  title: "Image Builder encrypts the volumes of its images with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_200"] },
  why: "Unless the account encrypts all new volumes, data lies on the disk as it is; and a key of AWS can't be shared with other accounts or revoked.",
  fix: "Set `encrypted` to `true` and `kmsKeyId` to a key of your own for each volume.",
  see: "https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_EbsInstanceBlockDeviceSpecification.html",
  pass: [
    {},
    { blockDeviceMappings: [{ deviceName: "/dev/xvdb" }, ...ebs({ encrypted: "true", kmsKeyId: unknown })] },
    { instanceConfiguration: { blockDeviceMappings: ebs({ encrypted: "true", kmsKeyId: "key" }) } },
  ],
  fail: [
    { blockDeviceMappings: ebs({}) },
    { blockDeviceMappings: ebs({ encrypted: "true" }) },
    { blockDeviceMappings: ebs({ encrypted: "true", kmsKeyId: "key" }, { encrypted: "false", kmsKeyId: "key" }) },
    { instanceConfiguration: { blockDeviceMappings: ebs({}) } },
  ],
  unknown: [{ blockDeviceMappings: unknown }, { blockDeviceMappings: ebs({ encrypted: unknown, kmsKeyId: "key" }) }],
  check: ({ blockDeviceMappings, instanceConfiguration }) =>
    each([...(blockDeviceMappings ?? []), ...(instanceConfiguration?.blockDeviceMappings ?? [])], ({ deviceName, ebs }) => {
      if (!ebs) return false;
      if (!("kmsKeyId" in ebs)) return `no key is named for its volume \`${deviceName}\``;
      return ebs.encrypted !== "true" && `its volume \`${deviceName}\` isn't encrypted`;
    }),
});

export const infrastructureMetadata = setting(InfrastructureConfiguration, {
  id: "aws-imagebuilder-infrastructure-metadata",
  title: "Hosts of Image Builder answer only IMDSv2",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A build step that can be made to fetch an address gives away the credentials of the host.",
  see: "https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_InstanceMetadataOptions.html",
  at: (infrastructure) => infrastructure.instanceMetadataOptions?.httpTokens,
  good: ["required"],
  bad: ["optional"],
  absent: "bad",
});

export const pipelineScanning = setting(Pipeline, {
  id: "aws-imagebuilder-pipeline-scanning",
  title: "Image Builder has its images scanned for vulnerabilities",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "An image goes out with flaws that a scan would have told of.",
  see: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/integ-inspector.html",
  at: (pipeline) => pipeline.imageScanningConfiguration?.imageScanningEnabled,
  good: [true],
  absent: "bad",
});
