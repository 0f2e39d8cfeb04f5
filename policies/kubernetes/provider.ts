import type { ProviderArgs } from "@pulumi/kubernetes/provider";
import { isSecret, resource, rule, secret, unknown } from "../../lib/rule";
import { raw } from "../../lib/stack/values";

const Provider = resource<ProviderArgs>("pulumi:providers:kubernetes");

const see = "https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/";
const config = (user: object, cluster: object = {}) =>
  JSON.stringify({ clusters: [{ name: "shop", cluster: { server: "https://shop.example.com", ...cluster } }], users: [{ name: "ci", user }] });
const yaml = `users:\n- name: ci\n  user:\n    token: made-up-token-0123456789\n`;

/** The text of a kubeconfig, in YAML or JSON; the parts of it that aren't known are left out. */
function textOf(self: { kubeconfig?: string }): string {
  const kubeconfig: unknown = typeof raw(self).kubeconfig === "object" ? raw(self).kubeconfig : self.kubeconfig;
  return (typeof kubeconfig === "string" ? kubeconfig : (JSON.stringify(raw(kubeconfig)) ?? "")).replaceAll(unknown, "");
}

export const credentials = rule(Provider, {
  id: "kubernetes-provider-credentials",
  title: "The Kubernetes provider has no credentials in plain text",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  why: "A kubeconfig with a key, a token or a password lets everyone who can read the program or the stack's state into the cluster.",
  fix: "Use a kubeconfig that asks for credentials with `exec`, or make it a secret with `pulumi.secret`.",
  see,
  pass: [
    {},
    { kubeconfig: "~/.kube/config" },
    { kubeconfig: secret(config({ token: "made-up-token-0123456789" })) },
    { kubeconfig: config({ exec: { command: "gke-gcloud-auth-plugin" } }) },
    { kubeconfig: config({ token: unknown }) },
  ],
  fail: [{ kubeconfig: config({ token: "made-up-token-0123456789" }) }, { kubeconfig: config({ "client-key-data": "bWFkZSB1cA==" }) }, { kubeconfig: yaml }],
  unknown: [{ kubeconfig: unknown }],
  check: (self) =>
    !isSecret(self, "kubeconfig") &&
    /(?:^|[\s{,])["']?(client-key-data|token|password)["']?\s*:\s*["']?[^\s"'{}]{6,}/.test(textOf(self)) &&
    "`kubeconfig` holds a credential in plain text",
});

export const tls = rule(Provider, {
  id: "kubernetes-provider-tls",
  title: "The Kubernetes provider checks the API server's certificate",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Whoever is on the way can pose as the API server, and gets the credentials and the Secrets of the deployment.",
  fix: "Put the cluster's `certificate-authority-data` into the kubeconfig, and take `insecure-skip-tls-verify` out.",
  see,
  pass: [{}, { kubeconfig: config({}, { "certificate-authority-data": "bWFkZSB1cA==" }) }, { kubeconfig: config({}, { "insecure-skip-tls-verify": false }) }],
  fail: [{ kubeconfig: config({}, { "insecure-skip-tls-verify": true }) }, { kubeconfig: "clusters:\n- cluster:\n    insecure-skip-tls-verify: true\n" }],
  unknown: [{ kubeconfig: unknown }],
  check: (self) => /insecure-skip-tls-verify["']?\s*:\s*["']?true/.test(textOf(self)) && "`kubeconfig` turns the check of certificates off",
});
