import type { ClusterArgs } from "@pulumi/aws/eks/cluster";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup";
import { someAnywhere } from "../../lib/cloud/network";
import { customerKey, option, resource, rule, setting, some, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:eks/cluster:Cluster");
const ClusterOrNodeGroup = resource<Pick<ClusterArgs & NodeGroupArgs, "version">>("aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup");
const NodeGroup = resource<NodeGroupArgs>("aws:eks/nodeGroup:NodeGroup");

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

export const clusterLogging = rule(Cluster, {
  id: "aws-eks-cluster-logging",
  title: "EKS clusters log all of their control plane",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_37"],
    trivy: ["AVD-AWS-0038"],
    kics: ["37304d3f-f852-40b8-ae3f-725e87a7cedf", "66f130d9-b81d-4e8e-9b08-da74b9c891df"],
    terrascan: ["AC_AWS_0465"],
    "cdk-nag": ["AwsSolutions-EKS2"],
  },
  why: "Nobody can tell afterwards who did what in the cluster, or who tried to.",
  fix: "Set `enabledClusterLogTypes` to `api`, `audit`, `authenticator`, `controllerManager` and `scheduler`.",
  see: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  pass: [{ enabledClusterLogTypes: [...logTypes] }],
  fail: [{}, { enabledClusterLogTypes: [] }, { enabledClusterLogTypes: ["api", "audit"] }],
  unknown: [{ enabledClusterLogTypes: unknown }],
  check: ({ enabledClusterLogTypes: enabled }) => {
    const missing = logTypes.filter((type) => !some(enabled, (given) => given === type));
    return missing.length > 0 && `it doesn't log ${missing.map((type) => `\`${type}\``).join(", ")}`;
  },
});

export const clusterPublicEndpoint = setting(Cluster, {
  id: "aws-eks-cluster-public-endpoint",
  title: "EKS control planes have no public endpoint",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_39"],
    trivy: ["AVD-AWS-0040"],
    kics: ["42f4b905-3736-4213-bfe9-c0660518cda8"],
    "cdk-nag": ["AwsSolutions-EKS1"],
    "pulumi-compliance": ["aws-eks-cluster-disallow-api-endpoint-public-access", "awsnative-eks-cluster-disallow-api-endpoint-public-access"],
  },
  why: "Whoever has a stolen credential or a flaw of the API server can use it from the internet.",
  fix: "Set `vpcConfig.endpointPublicAccess` to `false` and `vpcConfig.endpointPrivateAccess` to `true`.",
  see: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  at: (cluster) => cluster.vpcConfig?.endpointPublicAccess,
  good: [false],
  absent: "bad",
});

export const clusterPublicAddresses = rule(Cluster, {
  id: "aws-eks-cluster-public-addresses",
  title: "Public endpoints of EKS control planes answer known addresses only",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_38"], trivy: ["AVD-AWS-0041"], kics: ["61cf9883-1752-4768-b18c-0d57f2737709"] },
  why: "Whoever has a stolen credential or a flaw of the API server can use it from anywhere.",
  fix: "Set `vpcConfig.publicAccessCidrs` to the addresses that you work from.",
  see: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  pass: [{ vpcConfig: { publicAccessCidrs: ["203.0.113.0/28"] } }, { vpcConfig: { endpointPublicAccess: false } }],
  fail: [{}, { vpcConfig: { publicAccessCidrs: [] } }, { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/28", "0.0.0.0/0"] } }],
  unknown: [{ vpcConfig: { publicAccessCidrs: unknown } }, { vpcConfig: { publicAccessCidrs: [unknown] } }],
  check: ({ vpcConfig }) => {
    if (vpcConfig?.endpointPublicAccess === false) return false;
    const ranges = vpcConfig?.publicAccessCidrs;
    return ranges?.length
      ? someAnywhere(ranges) && "`vpcConfig.publicAccessCidrs` has every address"
      : "`vpcConfig.publicAccessCidrs` isn't set, which means every address";
  },
});

export const clusterSecretsKey = customerKey(Cluster, {
  id: "aws-eks-cluster-secrets-key",
  subject: "Kubernetes secrets of EKS clusters",
  equivalents: {
    checkov: ["CKV_AWS_58"],
    trivy: ["AVD-AWS-0039"],
    kics: ["63ebcb19-2739-4d3f-aa5c-e8bbb9b85281"],
    "pulumi-compliance": ["aws-eks-cluster-enable-cluster-encryption-config", "awsnative-eks-cluster-enable-cluster-encryption-config"],
  },
  see: "https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html",
  at: (cluster) => cluster.encryptionConfig?.provider?.keyArn,
});

export const clusterVersion = rule(ClusterOrNodeGroup, {
  id: "aws-eks-cluster-version",
  title: "EKS runs a supported version of Kubernetes",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-2", "SI-2", "SI-2(2)", "SI-2(4)", "SI-2(5)"] },
  equivalents: { checkov: ["CKV_AWS_339"] },
  why: "Flaws of a version out of support aren't fixed any more, and AWS upgrades the cluster at a time of its own.",
  fix: "Set `version` to one in standard support, one minor version at a time.",
  see: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  options: { minimum: option.Integer({ default: 32, minimum: 0, description: "The oldest minor version of Kubernetes 1 that passes." }) },
  pass: [{}, { version: "1.32" }, { version: "1.35" }, { version: "2.0" }],
  fail: [{ version: "1.31" }, { version: "1.9" }],
  unknown: [{ version: unknown }],
  check: ({ version }, { options }) => {
    const minor = /^1\.(\d+)/.exec(version ?? "")?.[1];
    return minor !== undefined && Number(minor) < options.minimum && `\`version\` is \`${version}\`, which is out of support`;
  },
});

export const nodeGroupRemoteAccess = rule(NodeGroup, {
  id: "aws-eks-node-group-remote-access",
  title: "EKS nodes let only known security groups in over SSH",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_100"], kics: ["ba40ace1-a047-483c-8a8d-bc2d3a67a82d"] },
  why: "With an SSH key and no security group, EKS opens port 22 of the nodes to the internet.",
  fix: "Set `remoteAccess.sourceSecurityGroupIds`, or leave `remoteAccess` out and use Session Manager.",
  see: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html",
  pass: [
    {},
    { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: ["sg-1"] } },
    { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: [unknown] } },
  ],
  fail: [{ remoteAccess: { ec2SshKey: "ops" } }, { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: [] } }],
  unknown: [{ remoteAccess: unknown }, { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: unknown } }],
  check: ({ remoteAccess }) =>
    remoteAccess && "ec2SshKey" in remoteAccess && !remoteAccess.sourceSecurityGroupIds?.length && "port 22 of its nodes is open to the internet",
});
