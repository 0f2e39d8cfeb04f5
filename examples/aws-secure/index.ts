import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("shop", { enableKeyRotation: true });

const invoices = new aws.s3.Bucket("invoices");
new aws.s3.BucketPublicAccessBlock("invoices", {
  bucket: invoices.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketPolicy("invoices", {
  bucket: invoices.id,
  policy: invoices.arn.apply((arn) => ({
    Version: "2012-10-17" as const,
    Statement: [
      {
        Effect: "Deny" as const,
        Principal: "*" as const,
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  })),
});

const images = new aws.ecr.Repository("images", {
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
});

const database = new aws.ec2.SecurityGroup("database", {
  description: "The orders database, from the application's subnets",
  ingress: [{ description: "PostgreSQL from the application", protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["10.0.16.0/20"] }],
});

const deployer = new aws.iam.Policy("deployer", {
  policy: images.arn.apply((arn) => ({
    Version: "2012-10-17" as const,
    Statement: [{ Effect: "Allow" as const, Action: ["ecr:BatchGetImage", "ecr:PutImage"], Resource: arn }],
  })),
});

const orders = new aws.rds.Instance("orders", {
  engine: "postgres",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "orders",
  manageMasterUserPassword: true,
  storageEncrypted: true,
  kmsKeyId: key.arn,
  publiclyAccessible: false,
  iamDatabaseAuthenticationEnabled: true,
  backupRetentionPeriod: 14,
  deletionProtection: true,
  vpcSecurityGroupIds: [database.id],
  finalSnapshotIdentifier: "orders-final",
});

export const repository = images.repositoryUrl;
export const policy = deployer.arn;
export const endpoint = orders.endpoint;
