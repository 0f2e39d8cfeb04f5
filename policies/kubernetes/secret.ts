import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap";
import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret";
import { containerRule } from "../../lib/cloud/kubernetes-rule";
import { namesSecret, standsFor } from "../../lib/cloud/plain-secret";
import { each, isSecret, resource, rule, secret, setting, some, unknown } from "../../lib/rule";

const Secret = resource<SecretArgs>("kubernetes:core/v1:Secret", "kubernetes:core/v1:SecretPatch");
const ConfigMap = resource<ConfigMapArgs>("kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMapPatch");

const about = "https://kubernetes.io/docs/concepts/configuration/secret/";
const practices = "https://kubernetes.io/docs/concepts/security/secrets-good-practices/";

export const dataPlain = rule(Secret, {
  id: "kubernetes-secret-data-plain",
  title: "The data of Secrets are secrets of Pulumi's too",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  why: "What isn't marked as a secret stands in plain text in the stack's state, in previews and in logs; base64 hides nothing.",
  fix: "Take the value from `pulumi.Config().requireSecret`, from Pulumi ESC or from the cloud's secret manager.",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/",
  pass: [{}, { stringData: secret({ password: "hunter2" }) }, { data: { password: secret("aHVudGVyMg==") } }, { stringData: {} }],
  fail: [{ stringData: { password: "hunter2" } }, { data: { password: "aHVudGVyMg==", other: secret("b3RoZXI=") } }],
  unknown: [{ stringData: unknown }],
  check: (self) =>
    each(["data", "stringData"] as const, (input) => {
      if (isSecret(self, input)) return false;
      const values = self[input] ?? {};
      return each(Object.keys(values), (key) => !isSecret(values, key) && values[key] !== "" && `\`${input}.${key}\` is in plain text`);
    }),
});

export const tokenLasting = setting(Secret, {
  id: "kubernetes-secret-token-lasting",
  title: "No token of a service account lasts for ever",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A token in a Secret never expires: whoever has seen it once has the account's rights until someone deletes it.",
  fix: "Let pods get their tokens from the kubelet, and ask for others by the TokenRequest API.",
  see: `${about}#serviceaccount-token-secrets`,
  at: (self) => self.type,
  good: ["Opaque", "kubernetes.io/tls", "kubernetes.io/basic-auth", "kubernetes.io/ssh-auth", "kubernetes.io/dockerconfigjson"],
  bad: ["kubernetes.io/service-account-token"],
  absent: "good",
});

export const configMapPlain = rule(ConfigMap, {
  id: "kubernetes-secret-config-map-plain",
  title: "ConfigMaps hold no values that are named as secrets",
  severity: "medium",
  family: "secrets",
  preset: "strict",
  why: "A ConfigMap is read by everyone who may look at the namespace, whatever its values were in the program.",
  fix: "Put the value into a `Secret`.",
  see: practices,
  pass: [{}, { data: { DB_HOST: "db", DB_PASSWORD_FILE: "/run/secrets/db", DB_PASSWORD: "" } }],
  fail: [{ data: { DB_PASSWORD: "made up" } }, { data: { other: unknown, "db.password": secret("made up") } }],
  unknown: [{ data: { DB_PASSWORD: unknown } }],
  check: ({ data = {} }) =>
    each(Object.keys(data), (key) => namesSecret(key) && data[key] && !standsFor(data[key]) && `\`data["${key}"]\` is named as a secret`),
});

export const variablePlain = containerRule({
  id: "kubernetes-secret-variable-plain",
  title: "Variables that are named as secrets come from a Secret",
  severity: "medium",
  family: "secrets",
  preset: "strict",
  why: "A variable's value is read by everyone who may look at the workload, whatever it was in the program.",
  fix: "Put the value into a `Secret`, and mount it, or name it in `valueFrom.secretKeyRef`.",
  see: practices,
  pass: [
    {},
    { env: [{ name: "DB_HOST", value: "db" }] },
    { env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] },
    { env: [{ name: "DB_PASSWORD_FILE", value: "/run/secrets/db" }] },
    { env: [{ name: "DB_PASSWORD", value: "$(OTHER)" }] },
  ],
  fail: [{ env: [{ name: "DB_PASSWORD", value: "made up" }] }, { env: [unknown, { name: "DB_PASSWORD", value: secret("made up") }] }],
  unknown: [{ env: [{ name: "DB_PASSWORD", value: unknown }] }],
  check: ({ env }) => each(env, ({ name, value }) => namesSecret(name) && value && !standsFor(value) && `has \`${name}\` as a plain variable`),
});

export const variables = containerRule({
  id: "kubernetes-secret-variables",
  title: "Containers read their secrets from files",
  severity: "low",
  family: "secrets",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.4.1"] },
  equivalents: { checkov: ["CKV_K8S_35"], kics: ["3d658f8b-d988-41a0-a841-40043121de1e"] },
  why: "Variables are inherited by every process of the container, and get into crash reports and logs.",
  fix: "Mount the Secret as a volume and read the file.",
  see: practices,
  pass: [
    {},
    { env: [{ name: "LOG_LEVEL", value: "info" }], volumeMounts: [{ name: "db", mountPath: "/run/secrets/db" }] },
    { envFrom: [{ configMapRef: { name: "web" } }] },
  ],
  fail: [
    { env: [unknown, { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] },
    { envFrom: [{ secretRef: { name: "db" } }] },
  ],
  unknown: [{ envFrom: unknown }],
  check: function* ({ env, envFrom }) {
    yield* each(env, ({ name, valueFrom }) => valueFrom?.secretKeyRef && `has a secret in its variable \`${name}\``);
    if (some(envFrom, ({ secretRef }) => secretRef)) yield "has a Secret in its variables";
  },
});
