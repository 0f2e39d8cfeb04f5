import type { TaskDefinitionArgs } from "@pulumi/aws/ecs/taskDefinition";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { Unwrap } from "@pulumi/pulumi/output";
import { json } from "../../../lib/cloud/json";
import { holdsCredential, namesSecret, standsFor } from "../../../lib/cloud/plain-secret";
import { each, find, from, known, resource, rule, setting, some, to, unknown } from "../../../lib/rule";

interface Variable {
  name?: string;
  value?: string;
}
interface Container {
  name?: string;
  user?: string;
  privileged?: boolean;
  readonlyRootFilesystem?: boolean;
  environment?: Variable[];
  environments?: Variable[];
  logConfiguration?: { logDriver?: string };
}
/** Task definitions have their containers as JSON, those of daemons as a list; express services have one. */
interface ContainersArgs {
  containerDefinitions?: string | Container[];
  primaryContainer?: Container;
}

const Containers = resource<ContainersArgs>("aws:ecs/taskDefinition:TaskDefinition", "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition");
const ContainersOrExpress = resource<ContainersArgs>(
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition",
  "aws:ecs/expressGatewayService:ExpressGatewayService",
);
const Role = resource<RoleArgs>("aws:iam/role:Role");
const TaskDefinition = resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition");

export const taskEfsEncryption = rule(TaskDefinition, {
  id: "aws-ecs-task-efs-encryption",
  title: "ECS tasks mount EFS file systems over TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_97"], trivy: ["AVD-AWS-0035"], kics: ["4d46ff3b-7160-41d1-a310-71d6d370b08f"], terrascan: ["AC_AWS_0463"] },
  why: "Files go over the network as they are, for whoever listens or poses as the file system.",
  fix: "Set `transitEncryption` to `ENABLED` in the volume's `efsVolumeConfiguration`.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html",
  pass: [{}, { volumes: [{ name: "scratch" }, { name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } }] }],
  fail: [
    { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
    { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "DISABLED" } }] },
  ],
  unknown: [{ volumes: [{ name: "data", efsVolumeConfiguration: { transitEncryption: unknown } }] }],
  check: ({ volumes }) =>
    each(
      volumes,
      ({ name, efsVolumeConfiguration: efs }) => efs && efs.transitEncryption !== "ENABLED" && `its volume \`${name}\` has no \`transitEncryption\``,
    ),
});

export const taskNetworkMode = setting(TaskDefinition, {
  id: "aws-ecs-task-network-mode",
  title: "ECS tasks have a network interface of their own",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["9f4a9409-9c60-4671-be96-9716dbf63db1"], terrascan: ["AC_AWS_0088"] },
  why: "In the other modes tasks share the network of their host, and a security group can't tell them apart.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
  at: (task) => task.networkMode,
  good: ["awsvpc"],
  bad: ["bridge", "host"],
  absent: "bad",
});

export const taskHostProcesses = setting(TaskDefinition, {
  id: "aws-ecs-task-host-processes",
  title: "ECS tasks don't share their host's processes",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-2"] },
  equivalents: { checkov: ["CKV_AWS_335"] },
  why: "A container that sees the host's processes can read their secrets and signal them.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html",
  at: (task) => task.pidMode,
  good: ["task"],
  bad: ["host"],
  absent: "good",
});

export const taskRoles = rule(TaskDefinition, {
  id: "aws-ecs-task-roles",
  title: "ECS tasks and their agent have different roles",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_249"] },
  why: "The application then has the agent's rights too: to read all of its secrets and pull every image.",
  fix: "Give `taskRoleArn` and `executionRoleArn` a role each.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  // A role that the same program makes has no ARN yet.
  related: { roles: to("taskRoleArn", Role, { executing: from(TaskDefinition, "executionRoleArn") }) },
  pass: [
    {},
    { taskRoleArn: "arn:aws:iam::111122223333:role/app", executionRoleArn: "arn:aws:iam::111122223333:role/agent" },
    { family: "shop", roles: [{ executing: [{ family: "other" }] }] },
  ],
  fail: [
    { taskRoleArn: "arn:aws:iam::111122223333:role/app", executionRoleArn: "arn:aws:iam::111122223333:role/app" },
    { family: "shop", taskRoleArn: unknown, roles: [{ executing: [{ family: "shop" }] }] },
  ],
  unknown: [{ taskRoleArn: unknown, executionRoleArn: "arn:aws:iam::111122223333:role/agent" }],
  check: (self) => {
    const isExecuting = some(known(self.roles), ({ executing }) => some(known(executing), ({ family }) => family === self.family));
    return (isExecuting || (self.taskRoleArn && self.taskRoleArn === self.executionRoleArn)) && "`taskRoleArn` and `executionRoleArn` are the same";
  },
});

const containersOf = ({ containerDefinitions, primaryContainer }: Unwrap<ContainersArgs>): readonly Container[] => {
  if (primaryContainer) return [primaryContainer];
  const containers = json(containerDefinitions);
  return Array.isArray(containers) ? containers : [];
};

const containers = (...of: Container[]) => ({ containerDefinitions: JSON.stringify(of) });
const called = ({ name = "Main" }: Container) => `container \`${name}\``;

export const taskPrivileged = rule(Containers, {
  id: "aws-ecs-task-privileged",
  title: "ECS containers aren't privileged",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6"] },
  equivalents: { checkov: ["CKV_AWS_334"] },
  why: "Who takes over a privileged container is root on its host, and on all others there.",
  fix: "Leave `privileged` out, and give the container the Linux capabilities that it needs.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
  pass: [containers({ name: "web" }), containers({ name: "web", privileged: false })],
  fail: [containers({ name: "web" }, { name: "agent", privileged: true }), { containerDefinitions: [{ name: "agent", privileged: true }] }],
  unknown: [{ containerDefinitions: unknown }],
  check: (self) => each(containersOf(self), (container) => container.privileged && `${called(container)} is privileged`),
});

export const taskReadOnly = rule(Containers, {
  id: "aws-ecs-task-read-only",
  title: "ECS containers can't write to their image's file system",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6"] },
  equivalents: { checkov: ["CKV_AWS_336"] },
  why: "An intruder can change the program, or leave tools behind.",
  fix: "Set `readonlyRootFilesystem` to `true` in each container, and mount volumes where it writes.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
  pass: [containers({ name: "web", readonlyRootFilesystem: true })],
  fail: [containers({ name: "web" }), containers({ name: "web", readonlyRootFilesystem: false }, { name: "proxy", readonlyRootFilesystem: true })],
  unknown: [{ containerDefinitions: unknown }],
  check: (self) => each(containersOf(self), (container) => !container.readonlyRootFilesystem && `${called(container)} may write to its image's file system`),
});

export const taskLogging = rule(Containers, {
  id: "aws-ecs-task-logging",
  title: "ECS containers log somewhere",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-ECS7"] },
  why: "What a container said is lost with it.",
  fix: "Give each container a `logConfiguration`.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
  pass: [containers({ name: "web", logConfiguration: { logDriver: "awslogs" } })],
  fail: [containers({ name: "web" }), containers({ name: "web", logConfiguration: { logDriver: "none" } })],
  unknown: [{ containerDefinitions: unknown }],
  check: (self) =>
    each(containersOf(self), (container) => {
      const driver = container.logConfiguration?.logDriver;
      return (!driver || driver === "none") && `${called(container)} has no \`logConfiguration\``;
    }),
});

const variablesOf = ({ environment, environments }: Container) => environment ?? environments;

export const taskCredentials = rule(ContainersOrExpress, {
  id: "aws-ecs-task-credentials",
  title: "ECS containers have no credentials in plain variables",
  severity: "high",
  family: "secrets",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0036"], terrascan: ["AC_AWS_0095"] },
  why: "Whoever may describe the task definition reads its variables, and each revision keeps them.",
  fix: "Give the task a role instead of keys, and name other secrets in the container's `secrets`.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  pass: [
    containers({ name: "web", environment: [{ name: "REGION", value: "eu-west-1" }] }),
    containers({ name: "web", environment: [{ name: "AWS_SECRET_ACCESS_KEY", value: "test" }] }),
  ],
  fail: [
    containers({ name: "web", environment: [{ name: "KEY", value: "AKIAIOSFODNN7EXAMPLE" }] }),
    containers({ name: "web", environment: [{ name: "AWS_SECRET_ACCESS_KEY", value: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }] }),
  ],
  unknown: [{ containerDefinitions: unknown }],
  check: (self) =>
    each(containersOf(self), (container) => {
      const variable = find(variablesOf(container), ({ name, value }) => holdsCredential(value) || (name === "AWS_SECRET_ACCESS_KEY" && value?.length === 40));
      return variable && `${called(container)} has a credential in its variable \`${variable.name}\``;
    }),
});

export const taskSecretVariables = rule(ContainersOrExpress, {
  id: "aws-ecs-task-secret-variables",
  title: "ECS containers get secrets from Secrets Manager or Parameter Store",
  severity: "medium",
  family: "secrets",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0036"], terrascan: ["AC_AWS_0095"] },
  why: "Whoever may describe the task definition reads its variables, and each revision keeps them.",
  fix: "Move the variable from `environment` to `secrets`, with the secret's ARN in `valueFrom`.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  pass: [
    containers({ name: "web", environment: [{ name: "DB_HOST", value: "db.example.com" }] }),
    containers({ name: "web", environment: [{ name: "DB_PASSWORD_FILE", value: "/run/password" }] }),
    containers({ name: "web", environment: [{ name: "DB_PASSWORD", value: "" }] }),
    containers({ name: "web", environment: [{ name: "DB_PASSWORD", value: "changeme" }] }),
  ],
  fail: [
    containers({ name: "web", environment: [{ name: "DB_PASSWORD", value: "made up" }] }),
    { containerDefinitions: [{ name: "agent", environments: [{ name: "DB_PASSWORD", value: "made up" }] }] },
    { primaryContainer: { environments: [{ name: "DB_PASSWORD", value: "made up" }] } },
  ],
  unknown: [{ containerDefinitions: unknown }],
  check: (self) =>
    each(containersOf(self), (container) => {
      const variable = find(variablesOf(container), ({ name, value }) => namesSecret(name) && value && !standsFor(value));
      return variable && `${called(container)} has \`${variable.name}\` as a plain variable`;
    }),
});

export const taskHostUser = rule(TaskDefinition, {
  id: "aws-ecs-task-host-user",
  title: "ECS containers on their host's network don't run as root",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(3)(ii)(A)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"],
    "nist-800-53-r5": ["AC-3", "AC-5b", "CM-5(1)(a)"],
    "pci-dss-3.2.1": ["7.2.1"],
  },
  equivalents: {
    "cdk-nag": [
      "HIPAA.Security-ECSTaskDefinitionUserForHostMode",
      "NIST.800.53.R5-ECSTaskDefinitionUserForHostMode",
      "PCI.DSS.321-ECSTaskDefinitionUserForHostMode",
    ],
  },
  why: "Root on the host's network can listen on its ports, sniff its traffic and reach its metadata service.",
  fix: "Set `user` in each container, or use the network mode `awsvpc`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-1",
  pass: [containers({ name: "web" }), { networkMode: "host", ...containers({ name: "web", user: "1000" }) }],
  fail: [
    { networkMode: "host", ...containers({ name: "web" }) },
    { networkMode: "host", ...containers({ name: "web", user: "root" }) },
    { networkMode: "host", ...containers({ name: "web", user: "0:0" }) },
  ],
  unknown: [{ networkMode: "host", containerDefinitions: unknown }, { networkMode: unknown }],
  check: (self) =>
    self.networkMode === "host" &&
    each(
      containersOf(self),
      (container) => !container.privileged && /^(root|0|)(:|$)/.test(container.user ?? "") && `${called(container)} runs as root on its host's network`,
    ),
});
