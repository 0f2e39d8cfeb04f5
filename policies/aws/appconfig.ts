import type { ConfigurationProfileArgs } from "@pulumi/aws/appconfig/configurationProfile";
import type { DeploymentArgs } from "@pulumi/aws/appconfig/deployment";
import { customerKey, resource } from "../../lib/rule";

const encryption = "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-security.html";

export const configurationProfileCustomerKey = customerKey(resource<ConfigurationProfileArgs>("aws:appconfig/configurationProfile:ConfigurationProfile"), {
  id: "aws-appconfig-configuration-profile-customer-key",
  subject: "AppConfig configurations",
  see: encryption,
  at: (profile) => profile.kmsKeyIdentifier,
  unless: ({ locationUri }) => locationUri !== undefined && locationUri !== "hosted",
  pass: [{ locationUri: "s3://settings/app.json" }],
  fail: [{ locationUri: "hosted" }],
});

export const deploymentCustomerKey = customerKey(resource<DeploymentArgs>("aws:appconfig/deployment:Deployment"), {
  id: "aws-appconfig-deployment-customer-key",
  subject: "AppConfig deployments",
  see: encryption,
  at: (deployment) => deployment.kmsKeyIdentifier,
});
