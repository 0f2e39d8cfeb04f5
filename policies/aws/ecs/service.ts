import type { ServiceArgs } from "@pulumi/aws/ecs/service";
import type { TaskSetArgs } from "@pulumi/aws/ecs/taskSet";
import { nist } from "../../../lib/cloud/aws-controls";
import { resource, rule, setting, unknown } from "../../../lib/rule";

const Service = resource<ServiceArgs>("aws:ecs/service:Service");
const ServiceOrTaskSet = resource<Pick<ServiceArgs & TaskSetArgs, "networkConfiguration" | "platformVersion">>(
  "aws:ecs/service:Service",
  "aws:ecs/taskSet:TaskSet",
);

export const serviceAdminRole = rule(Service, {
  id: "aws-ecs-service-admin-role",
  title: "ECS services have no administrator's role",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["3206240f-2e87-4e58-8d24-3e19e7c83d7c"], terrascan: ["AC_AWS_0087"] },
  why: "The role is for the load balancer only; one with more rights serves whoever can change the service.",
  fix: "Leave `iamRole` out, so that ECS uses its service-linked role.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html",
  pass: [{}, { iamRole: "arn:aws:iam::111122223333:role/ecs-load-balancer" }],
  fail: [{ iamRole: "arn:aws:iam::111122223333:role/Admin" }, { iamRole: "ecs-administrator" }],
  unknown: [{ iamRole: unknown }],
  check: ({ iamRole }) => iamRole && /admin/i.test(iamRole) && `\`iamRole\` is \`${iamRole}\``,
});

export const servicePlatform = setting(ServiceOrTaskSet, {
  id: "aws-ecs-service-platform",
  title: "Fargate tasks run on the latest platform version",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-2", "SI-2(2)", "SI-2(4)", "SI-2(5)"] },
  equivalents: { checkov: ["CKV_AWS_332"] },
  why: "A fixed version keeps a kernel and a runtime whose flaws are fixed in later ones.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
  at: (service) => service.platformVersion,
  good: ["LATEST"],
  bad: ["1.3.0"],
  absent: "good",
});

export const servicePublicAddress = setting(ServiceOrTaskSet, {
  id: "aws-ecs-service-public-address",
  title: "ECS tasks get no public IP address",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: {
    "nist-800-53-r5": nist.boundary,
  },
  equivalents: { checkov: ["CKV_AWS_333"] },
  why: "With a public address only the security group stands between a container and the internet.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
  at: (service) => service.networkConfiguration?.assignPublicIp,
  good: [false],
  absent: "good",
});

export const serviceVolume = rule(Service, {
  id: "aws-ecs-service-volume",
  title: "EBS volumes that ECS services make are encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Unless the account encrypts all new volumes, data lies on the disk, and in its snapshots, as it is.",
  fix: "Set `volumeConfiguration.managedEbsVolume.encrypted` to `true`.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html",
  pass: [{}, { volumeConfiguration: { managedEbsVolume: { encrypted: true } } }],
  fail: [{ volumeConfiguration: { managedEbsVolume: {} } }, { volumeConfiguration: { managedEbsVolume: { encrypted: false } } }],
  unknown: [{ volumeConfiguration: { managedEbsVolume: { encrypted: unknown } } }],
  check: ({ volumeConfiguration }) => volumeConfiguration && !volumeConfiguration.managedEbsVolume?.encrypted && "its EBS volume isn't encrypted",
});
