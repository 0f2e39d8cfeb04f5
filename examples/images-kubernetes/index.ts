import * as kubernetes from "@pulumi/kubernetes";

const registry = "ghcr.io/acme";
const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};
const resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } };
const labels = { app: "web" };

const web = new kubernetes.apps.v1.Deployment("web", {
  metadata: { namespace: "shop" },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        automountServiceAccountToken: false,
        initContainers: [{ name: "migrate", image: "busybox", securityContext, resources }],
        containers: [
          {
            name: "web",
            image: `${registry}/web:1.4.2@sha256:9b2ec1f7a1b6a5c3d7f4e2b8c0a9d6e5f1b3c7a8d2e4f6a0b1c3d5e7f9a2b4c6`,
            securityContext,
            resources,
          },
          { name: "proxy", image: "nginx:1.29.3", securityContext, resources },
        ],
      },
    },
  },
});

const report = new kubernetes.batch.v1.CronJob("report", {
  metadata: { namespace: "shop" },
  spec: {
    schedule: "0 4 * * *",
    jobTemplate: {
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            restartPolicy: "Never",
            containers: [{ name: "report", image: `${registry}/report:latest`, securityContext, resources }],
          },
        },
      },
    },
  },
});

const rollout = new kubernetes.apiextensions.CustomResource("checkout", {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Rollout",
  metadata: { namespace: "shop" },
  spec: { template: { spec: { containers: [{ name: "checkout", image: `${registry}/checkout:3.1.0`, securityContext, resources }] } } },
});

const cache = new kubernetes.helm.v3.Release("cache", {
  chart: "oci://registry-1.docker.io/bitnamicharts/valkey",
  version: "4.0.2",
  namespace: "shop",
  values: { image: { registry: "ghcr.io", repository: "acme/valkey", tag: "9.0.0" } },
});

export const deployment = web.metadata.name;
export const job = report.metadata.name;
export const checkout = rollout.id;
export const release = cache.status;
