/** What the Service Authorization Reference says of actions, as far as they are common. */

/** By service, the actions that can't be limited to resources. */
const unrestrictable: Readonly<Record<string, RegExp>> = {
  acm: /^(ListCertificates|RequestCertificate)$/i,
  "application-autoscaling": /^Describe\w+$/i,
  autoscaling: /^Describe\w+$/i,
  ce: /^Get(?!Anomal)\w+$/i,
  cloudformation: /^(DescribeAccountLimits|EstimateTemplateCost|List(Exports|Imports|Stacks|StackSets|Types)|ValidateTemplate)$/i,
  cloudfront: /^List(CachePolicies|Distributions|Functions|KeyGroups|OriginAccessControls|PublicKeys)$/i,
  cloudtrail: /^(DescribeTrails|List(EventDataStores|Trails)|LookupEvents)$/i,
  cloudwatch:
    /^(DescribeAlarmsForMetric|DescribeInsightRules|GetMetric(Data|Statistics|WidgetImage)|List(Dashboards|Metrics|MetricStreams)|Put(AnomalyDetector|MetricData))$/i,
  codepipeline: /^(AcknowledgeJob|PutJob(Failure|Success)Result)$/i,
  comprehend: /^(BatchDetect\w+|ContainsPiiEntities|Detect(DominantLanguage|KeyPhrases|PiiEntities|Sentiment|Syntax))$/i,
  config: /^PutEvaluations$/i,
  dynamodb: /^(DescribeEndpoints|DescribeLimits|List(Backups|Exports|GlobalTables|Imports|Streams|Tables))$/i,
  ec2: /^Describe(?!ClientVpn|Fleet(History|Instances)|\w*(Image|Instance|Snapshot|Volume|Vpc)Attribute$|SecurityGroupReferences|SpotFleet(Instances|RequestHistory)|VpcEndpointServicePermissions)\w+$/i,
  ec2messages: /./,
  ecr: /^(DescribeRegistry|GetAuthorizationToken|GetRegistry\w+)$/i,
  "ecr-public": /^GetAuthorizationToken$/i,
  ecs: /^((De)?RegisterTaskDefinition|DescribeTaskDefinition|DiscoverPollEndpoint|List(Clusters|Services|TaskDefinition\w+)|PutAccountSetting\w*)$/i,
  eks: /^(CreateCluster|DescribeAddon(Configuration|Versions)|List(AccessPolicies|Clusters))$/i,
  elasticloadbalancing: /^(Describe\w+|SetWebAcl)$/i,
  events: /^(List(ApiDestinations|Connections|EventBuses|Rules|RuleNamesByTarget)|TestEventPattern)$/i,
  firehose: /^ListDeliveryStreams$/i,
  health: /^Describe(?!(AffectedEntities|EventDetails)$)\w+$/i,
  iam: /^(GenerateCredentialReport|Get(Account\w+|CredentialReport)|List(AccountAliases|Groups|InstanceProfiles|OpenIDConnectProviders|Policies|Roles|SAMLProviders|ServerCertificates|Users|VirtualMFADevices))$/i,
  kinesis: /^(DescribeLimits|ListStreams)$/i,
  kms: /^(CreateKey|GenerateRandom|ListAliases|ListKeys)$/i,
  lambda: /^(CreateEventSourceMapping|GetAccountSettings|List(CodeSigningConfigs|EventSourceMappings|Functions|Layers|LayerVersions))$/i,
  logs: /^((Create|Delete|Get|Update)LogDelivery|ListLogDeliveries|(Delete|Put)ResourcePolicy|Describe(Destinations|LogGroups|Queries|QueryDefinitions|ResourcePolicies)|StopQuery|TestMetricFilter)$/i,
  organizations:
    /^(Describe(CreateAccountStatus|Organization)|List(Accounts|AWSServiceAccess\w+|CreateAccountStatus|DelegatedAdministrators|Handshakes\w+|Policies|Roots))$/i,
  polly: /^(DescribeVoices|GetSpeechSynthesisTask|List\w+)$/i,
  pricing: /./,
  rds: /^Describe(AccountAttributes|Certificates|DBEngineVersions|EngineDefault\w+|EventCategories|Events|OrderableDBInstanceOptions|SourceRegions)$/i,
  rekognition:
    /^(CompareFaces|Detect(Faces|Labels|ProtectiveEquipment|Text)|Get(?!FaceLiveness)\w+|RecognizeCelebrities|Start\w+(Detection|Moderation|Recognition|Tracking))$/i,
  route53: /^(Create(HealthCheck|HostedZone)|Get(HealthCheck|HostedZone)Count|List(GeoLocations|HealthChecks|HostedZones\w*)|TestDNSAnswer)$/i,
  s3: /^(GetAccountPublicAccessBlock|List(AccessPoints|AllMyBuckets|Jobs))$/i,
  secretsmanager: /^(GetRandomPassword|ListSecrets)$/i,
  sns: /^(GetSMSAttributes|GetSubscriptionAttributes|List(PlatformApplications|Subscriptions|Topics)|SetSMSAttributes|Unsubscribe)$/i,
  sqs: /^ListQueues$/i,
  ssm: /^(Describe(AutomationExecutions|InstanceInformation|InstanceProperties|MaintenanceWindows|Parameters|PatchBaselines|Sessions)|GetCommandInvocation|List(Associations|Command\w+|Documents))$/i,
  ssmmessages: /./,
  states: /^(List(Activities|StateMachines)|SendTask(Failure|Heartbeat|Success)|ValidateStateMachineDefinition)$/i,
  sts: /^(DecodeAuthorizationMessage|Get(AccessKeyInfo|CallerIdentity|ServiceBearerToken|SessionToken))$/i,
  support: /./,
  tag: /^Get\w+$/i,
  textract: /^(Analyze\w+|DetectDocumentText|Get(?!Adapter)\w+|Start\w+)$/i,
  transcribe: /^(List\w+|Start\w+)$/i,
  xray: /^(Get(?!Group$)|Put)\w+$/i,
};

/** Whether an action, such as `s3:GetObject`, can be limited to resources. */
export const isRestrictable = (action: string): boolean => {
  const [service = "", name = ""] = action.split(":", 2);
  return !unrestrictable[service.toLowerCase()]?.test(name);
};

const reading =
  /:(Get|List|Describe|BatchGet|BatchCheck|Search|Lookup|View|Query|Scan|Head|Check|Select|PartiQLSelect|Read|Receive|Retrieve|Filter|Simulate|Detect|Analyze|Translate|Compare|Recognize|Validate|StartQuery$|ESHttpGet|ESHttpHead|GitPull|InvokeEndpoint|InvokeModel)/i;
const tagging = /:((Un)?tag|\w*(Tags|Tagging|TagsForResource)$)/i;

/** Actions that decide who has access to what. */
export const permissionsManagement: readonly string[] = [
  "acm-pca:CreatePermission",
  "apigateway:UpdateRestApiPolicy",
  "backup:PutBackupVaultAccessPolicy",
  "codeartifact:PutRepositoryPermissionsPolicy",
  "codebuild:PutResourcePolicy",
  "dynamodb:PutResourcePolicy",
  "ec2:ModifySnapshotAttribute",
  "ec2:ModifyVpcEndpointServicePermissions",
  "ecr:SetRepositoryPolicy",
  "ecr-public:SetRepositoryPolicy",
  "elasticfilesystem:PutFileSystemPolicy",
  "es:UpdateElasticsearchDomainConfig",
  "glacier:SetVaultAccessPolicy",
  "glue:PutResourcePolicy",
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "lambda:AddLayerVersionPermission",
  "lambda:AddPermission",
  "lambda:RemovePermission",
  "logs:PutResourcePolicy",
  "organizations:AttachPolicy",
  "ram:AssociateResourceShare",
  "ram:CreateResourceShare",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "redshift:AuthorizeSnapshotAccess",
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucketPolicy",
  "s3:PutAccessPointPolicy",
  "s3:PutAccountPublicAccessBlock",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
  "secretsmanager:PutResourcePolicy",
  "sns:AddPermission",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
  "sqs:AddPermission",
  "sqs:RemovePermission",
  "sqs:SetQueueAttributes",
  "ssm:ModifyDocumentPermission",
  "ssm:PutResourcePolicy",
];

const managing = new Set(permissionsManagement.map((action) => action.toLowerCase()));

/** Whether an action changes resources themselves: neither their tags nor who has access, for which there is another rule. */
export const isWriting = (action: string): boolean =>
  !reading.test(action) && !tagging.test(action) && !/^iam:/i.test(action) && !managing.has(action.toLowerCase());
