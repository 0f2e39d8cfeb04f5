type Advice = readonly [type: RegExp, advice: string];

/** Where a password has a better place than its argument. */
const passwords: readonly Advice[] = [
  [/^aws:(?:rds\/(?:instance|cluster)|docdb\/cluster):/, "`manageMasterUserPassword` lets AWS Secrets Manager make and keep it"],
  [/^aws:redshift\/cluster:/, "`manageMasterPassword` lets AWS Secrets Manager make and keep it"],
  [/^aws:redshiftserverless\/namespace:/, "`manageAdminPassword` lets AWS Secrets Manager make and keep it"],
];

const stores: readonly Advice[] = [
  [/^pulumi:providers:/, "short-lived credentials, as Pulumi ESC gets them by OpenID Connect, make it needless"],
  [/^aws:ecs\/taskDefinition:/, "`secrets` with `valueFrom` takes it from AWS Secrets Manager"],
  [/^aws:apprunner\/service:/, "`runtimeEnvironmentSecrets` takes it from AWS Secrets Manager"],
  [/^(?:aws|aws-native|awsx|eks):/, "AWS Secrets Manager is a place for it"],
  [/^azure-native:(?:web:WebApp|web:.*AppSettings)/, "a reference `@Microsoft.KeyVault(...)` takes it from Azure Key Vault"],
  [/^azure-native:app:/, "a secret's `keyVaultUrl` takes it from Azure Key Vault"],
  [/^(?:azure-native|azure|azuread):/, "Azure Key Vault is a place for it"],
  [/^gcp:cloudrunv2\//, "`valueSource.secretKeyRef` takes it from Secret Manager"],
  [/^gcp:cloudrun\//, "`valueFrom.secretKeyRef` takes it from Secret Manager"],
  [/^gcp:cloudfunctionsv2\//, "`secretEnvironmentVariables` takes it from Secret Manager"],
  [/^(?:gcp|google-native):/, "Google Cloud's Secret Manager is a place for it"],
  [/^kubernetes:core\/v1:Secret$/, "an operator such as External Secrets can fill it from the cloud's secret manager"],
  [/^kubernetes:/, "`valueFrom.secretKeyRef` takes it from a Kubernetes Secret"],
  [/^docker-build:/, "`secrets` gives it to the build and leaves it out of the image"],
];

/** Where a secret found in a resource of this type belongs, in the words of its provider. */
export function adviceFor(type: string, kind: string): string {
  const fits = ([pattern]: Advice) => pattern.test(type);
  return ((kind === "password" ? passwords.find(fits) : undefined) ?? stores.find(fits))?.[1] ?? "Pulumi ESC is a place for it";
}
