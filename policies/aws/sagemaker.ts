import type { PolicyArgs } from "@pulumi/aws/iam/policy";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam/rolePolicyAttachment";
import type { DataQualityJobDefinitionArgs } from "@pulumi/aws/sagemaker/dataQualityJobDefinition";
import type { DomainArgs } from "@pulumi/aws/sagemaker/domain";
import type { EndpointConfigurationArgs } from "@pulumi/aws/sagemaker/endpointConfiguration";
import type { FeatureGroupArgs } from "@pulumi/aws/sagemaker/featureGroup";
import type { FlowDefinitionArgs } from "@pulumi/aws/sagemaker/flowDefinition";
import type { ModelArgs } from "@pulumi/aws/sagemaker/model";
import type { NotebookInstanceArgs } from "@pulumi/aws/sagemaker/notebookInstance";
import type { TrainingJobArgs } from "@pulumi/aws/sagemaker/trainingJob";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { statementsOf } from "../../lib/cloud/iam-policy";
import { customerKey, from, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const DataQualityJob = resource<DataQualityJobDefinitionArgs>("aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition");
const Domain = resource<DomainArgs>("aws:sagemaker/domain:Domain");
const EndpointConfiguration = resource<EndpointConfigurationArgs>("aws:sagemaker/endpointConfiguration:EndpointConfiguration");
const FeatureGroup = resource<FeatureGroupArgs>("aws:sagemaker/featureGroup:FeatureGroup");
const FlowDefinition = resource<FlowDefinitionArgs>("aws:sagemaker/flowDefinition:FlowDefinition");
const Model = resource<Pick<ModelArgs & TrainingJobArgs, "enableNetworkIsolation">>("aws:sagemaker/model:Model", "aws:sagemaker/trainingJob:TrainingJob");
const Notebook = resource<NotebookInstanceArgs>("aws:sagemaker/notebookInstance:NotebookInstance");
const Policy = resource<PolicyArgs>("aws:iam/policy:Policy");
const Role = resource<RoleArgs>("aws:iam/role:Role");
const RolePolicy = resource<RolePolicyArgs>("aws:iam/rolePolicy:RolePolicy");
const RolePolicyAttachment = resource<RolePolicyAttachmentArgs>("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
const TrainingJob = resource<TrainingJobArgs>("aws:sagemaker/trainingJob:TrainingJob");
const Workspace = resource<Pick<DomainArgs & NotebookInstanceArgs, "kmsKeyId">>(
  "aws:sagemaker/domain:Domain",
  "aws:sagemaker/notebookInstance:NotebookInstance",
);

export const dataQualityOutputCustomerKey = customerKey(DataQualityJob, {
  id: "aws-sagemaker-data-quality-output-customer-key",
  subject: "Results of data quality jobs",
  equivalents: { checkov: ["CKV_AWS_367"] },
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  at: (job) => job.dataQualityJobOutputConfig?.kmsKeyId,
});

export const dataQualityTraffic = setting(DataQualityJob, {
  id: "aws-sagemaker-data-quality-traffic",
  title: "Instances of data quality jobs encrypt what they tell each other",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_369"] },
  why: "Data goes between the instances as it is.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
  at: (job) => job.networkConfig?.enableInterContainerTrafficEncryption,
  good: [true],
  absent: "bad",
});

export const dataQualityVolumeCustomerKey = customerKey(DataQualityJob, {
  id: "aws-sagemaker-data-quality-volume-customer-key",
  subject: "Volumes of data quality jobs",
  equivalents: { checkov: ["CKV_AWS_368"] },
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  at: (job) => job.jobResources?.clusterConfig?.volumeKmsKeyId,
});

export const domainNetwork = setting(Domain, {
  id: "aws-sagemaker-domain-network",
  title: "SageMaker domains reach the network through your VPC",
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "From SageMaker's own network data can be sent anywhere, past your firewalls and flow logs.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html",
  at: (domain) => domain.appNetworkAccessType,
  good: ["VpcOnly"],
  bad: ["PublicInternetOnly"],
  absent: "bad",
});

export const endpointCustomerKey = customerKey(EndpointConfiguration, {
  id: "aws-sagemaker-endpoint-customer-key",
  subject: "Volumes of SageMaker endpoints",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_98"],
    kics: ["58b35504-0287-4154-bf69-02c0573deab8"],
    "cdk-nag": [
      "HIPAA.Security-SageMakerEndpointConfigurationKMSKeyConfigured",
      "NIST.800.53.R4-SageMakerEndpointConfigurationKMSKeyConfigured",
      "NIST.800.53.R5-SageMakerEndpointConfigurationKMSKeyConfigured",
      "PCI.DSS.321-SageMakerEndpointConfigurationKMSKeyConfigured",
    ],
  },
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  at: (endpoint) => endpoint.kmsKeyArn,
});

export const featureGroupCustomerKey = customerKey(FeatureGroup, {
  id: "aws-sagemaker-feature-group-customer-key",
  subject: "Online stores of feature groups",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html",
  at: (group) => group.onlineStoreConfig?.securityConfig?.kmsKeyId,
  unless: ({ offlineStoreConfig, onlineStoreConfig }) => offlineStoreConfig && !onlineStoreConfig?.enableOnlineStore,
  pass: [{ offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://features" } } }],
});

export const flowCustomerKey = customerKey(FlowDefinition, {
  id: "aws-sagemaker-flow-customer-key",
  subject: "Results of human reviews",
  equivalents: { checkov: ["CKV_AWS_372"] },
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/a2i-permissions-security.html",
  at: (flow) => flow.outputConfig?.kmsKeyId,
});

export const modelIsolation = setting(Model, {
  id: "aws-sagemaker-model-isolation",
  title: "SageMaker models and training jobs can't reach the network",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_370"] },
  why: "A model's code, often somebody else's, can send out the data that it is given.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
  at: (model) => model.enableNetworkIsolation,
  good: [true],
  absent: "bad",
});

export const notebookCustomerKey = customerKey(Workspace, {
  id: "aws-sagemaker-notebook-customer-key",
  subject: "SageMaker domains and notebooks",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_187", "CKV_AWS_22"],
    kics: ["f3674e0c-f6be-43fa-b71c-bf346d1aed99"],
    terrascan: ["AC_AWS_0499"],
    "cdk-nag": [
      "AwsSolutions-SM2",
      "HIPAA.Security-SageMakerNotebookInstanceKMSKeyConfigured",
      "NIST.800.53.R4-SageMakerNotebookInstanceKMSKeyConfigured",
      "NIST.800.53.R5-SageMakerNotebookInstanceKMSKeyConfigured",
      "PCI.DSS.321-SageMakerNotebookInstanceKMSKeyConfigured",
    ],
  },
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  at: (notebook) => notebook.kmsKeyId,
});

export const notebookInternet = setting(Notebook, {
  id: "aws-sagemaker-notebook-internet",
  title: "SageMaker notebooks reach the internet through your VPC only",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": nist.notPublic,
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_122"],
    kics: ["f3g4h5i6-j7k8-9lmn-0opq-12345abcdefg"],
    "cdk-nag": [
      "AwsSolutions-SM3",
      "HIPAA.Security-SageMakerNotebookNoDirectInternetAccess",
      "NIST.800.53.R4-SageMakerNotebookNoDirectInternetAccess",
      "NIST.800.53.R5-SageMakerNotebookNoDirectInternetAccess",
      "PCI.DSS.321-SageMakerNotebookNoDirectInternetAccess",
    ],
  },
  why: "From SageMaker's own network data can be sent anywhere, past your firewalls and flow logs.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  at: (notebook) => notebook.directInternetAccess,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "bad",
});

export const notebookVpc = rule(Notebook, {
  id: "aws-sagemaker-notebook-vpc",
  title: "SageMaker notebooks are in your VPC",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: {
    "nist-800-53-r5": nist.boundary,
  },
  equivalents: { checkov: ["CKV_AWS_306"], "cdk-nag": ["AwsSolutions-SM1"] },
  why: "Without a subnet of yours no security group, flow log or endpoint policy bears on the notebook.",
  fix: "Set `subnetId` and `securityGroups`.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  pass: [{ subnetId: "subnet-1" }, { subnetId: unknown }],
  fail: [{}],
  check: (self) => !("subnetId" in self) && "`subnetId` isn't set",
});

export const notebookRoot = setting(Notebook, {
  id: "aws-sagemaker-notebook-root",
  title: "Users of SageMaker notebooks aren't root",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-2(1)", "AC-3(7)", "AC-3(15)", "AC-6", "AC-6(2)", "AC-6(10)"] },
  equivalents: { checkov: ["CKV_AWS_307"] },
  why: "As root a user can read everyone's files on the instance and switch off what watches it.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
  at: (notebook) => notebook.rootAccess,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "bad",
});

export const notebookMetadata = setting(Notebook, {
  id: "aws-sagemaker-notebook-metadata",
  title: "SageMaker notebooks answer only IMDSv2",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_371"] },
  why: "Code that can be made to fetch an address gives away the credentials of the notebook's role.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html",
  at: (notebook) => notebook.instanceMetadataServiceConfiguration?.minimumInstanceMetadataServiceVersion,
  good: ["2"],
  bad: ["1"],
  absent: "bad",
});

const everything = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
const oneBucket = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" }] });

const allowsEverything = (document: unknown): boolean =>
  some(
    statementsOf(document),
    (statement) => statement.allows && !statement.hasConditions && statement.isForAllResources && some(statement.actions, (action) => action === "*"),
  );

const isAdministrator = (arn: string | undefined): boolean | undefined => arn?.endsWith(":policy/AdministratorAccess");

export const notebookRole = rule(Notebook, {
  id: "aws-sagemaker-notebook-role",
  title: "The roles of SageMaker notebooks may not do everything",
  severity: "high",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_68"] },
  why: "Whoever can open the notebook, and each package that it installs, is an administrator of the account.",
  fix: "Give the role the rights that the notebook needs.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
  related: {
    roles: to("roleArn", Role, { policies: from(RolePolicy, "role"), attachments: from(RolePolicyAttachment, "role", { documents: to("policyArn", Policy) }) }),
  },
  pass: [
    {},
    {
      roles: [
        {
          policies: [{ policy: oneBucket }],
          attachments: [{ policyArn: "arn:aws:iam::aws:policy/AmazonSageMakerReadOnly", documents: [{ policy: oneBucket }] }],
        },
      ],
    },
  ],
  fail: [
    { roles: [{ policies: [{ policy: everything }] }] },
    { roles: [{ inlinePolicies: [{ policy: everything }] }] },
    { roles: [{ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }] },
    { roles: [{ attachments: [{ policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }] }] },
    { roles: [{ attachments: [{ policyArn: unknown, documents: [{ policy: everything }] }] }] },
  ],
  unknown: [{ roles: [unknown] }, { roles: [{ policies: [{ policy: unknown }] }] }],
  check: ({ roles }) =>
    some(
      roles,
      ({ inlinePolicies, managedPolicyArns, policies, attachments }) =>
        some(policies, ({ policy }) => allowsEverything(policy)) ||
        some(attachments, ({ documents }) => some(documents, ({ policy }) => allowsEverything(policy))) ||
        some(inlinePolicies, ({ policy }) => allowsEverything(policy)) ||
        some(managedPolicyArns, isAdministrator) ||
        some(attachments, ({ policyArn }) => isAdministrator(policyArn as string)),
    ) && "its role may do everything",
});

export const trainingOutputCustomerKey = customerKey(TrainingJob, {
  id: "aws-sagemaker-training-output-customer-key",
  subject: "Models that training jobs make",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  at: (job) => job.outputDataConfig?.kmsKeyId,
});

export const trainingTraffic = setting(TrainingJob, {
  id: "aws-sagemaker-training-traffic",
  title: "Instances of training jobs encrypt what they tell each other",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Data goes between the instances as it is.",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
  at: (job) => job.enableInterContainerTrafficEncryption,
  good: [true],
  absent: "bad",
});

export const trainingVolumeCustomerKey = customerKey(TrainingJob, {
  id: "aws-sagemaker-training-volume-customer-key",
  subject: "Volumes of training jobs",
  see: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  at: (job) => job.resourceConfig?.volumeKmsKeyId,
});
