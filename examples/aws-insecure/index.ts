import * as aws from "@pulumi/aws";

const invoices = new aws.s3.Bucket("invoices", { acl: "public-read" });

const images = new aws.ecr.Repository("images", { imageTagMutability: "MUTABLE" });

const bastion = new aws.ec2.SecurityGroup("bastion", {
  ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
});

const deployer = new aws.iam.Policy("deployer", {
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
});

const shared = new aws.s3.BucketPolicy("invoices-shared", {
  bucket: invoices.id,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [{ principals: [{ type: "*", identifiers: ["*"] }], actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] }],
  }).json,
});

const orders = new aws.rds.Instance("orders", {
  engine: "postgres",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "orders",
  manageMasterUserPassword: true,
  publiclyAccessible: true,
  vpcSecurityGroupIds: [bastion.id],
  skipFinalSnapshot: true,
});

export const repository = images.repositoryUrl;
export const policies = [deployer.arn, shared.id];
export const database = orders.endpoint;
