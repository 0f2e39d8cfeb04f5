import * as k8s from "@pulumi/kubernetes";

const shop = new k8s.core.v1.Namespace("shop", {
  metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
});
const namespace = shop.metadata.name;
new k8s.core.v1.ResourceQuota("shop", { metadata: { name: "shop", namespace }, spec: { hard: { pods: "20", "limits.cpu": "8", "limits.memory": "16Gi" } } });
new k8s.networking.v1.NetworkPolicy("default-deny", {
  metadata: { name: "default-deny", namespace },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});

const labels = { app: "web" };
new k8s.networking.v1.NetworkPolicy("web", {
  metadata: { name: "web", namespace },
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } }],
        ports: [{ port: 8080 }],
      },
    ],
    egress: [
      {
        to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } }, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
        ports: [{ port: 53, protocol: "UDP" }],
      },
    ],
  },
});

const account = new k8s.core.v1.ServiceAccount("web", { metadata: { name: "web", namespace }, automountServiceAccountToken: false });
const reader = new k8s.rbac.v1.Role("web", {
  metadata: { name: "web", namespace },
  rules: [{ apiGroups: [""], resources: ["configmaps"], resourceNames: ["web"], verbs: ["get"] }],
});
new k8s.rbac.v1.RoleBinding("web", {
  metadata: { name: "web", namespace },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: reader.metadata.name },
  subjects: [{ kind: "ServiceAccount", name: account.metadata.name, namespace }],
});

const probe = { httpGet: { path: "/healthz", port: 8080 } };
new k8s.apps.v1.Deployment("web", {
  metadata: { name: "web", namespace },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: account.metadata.name,
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
        containers: [
          {
            name: "web",
            image: "europe-docker.pkg.dev/shop/apps/web:1.4.2@sha256:7cc4b5aefd1d0cadf8d97d4350462ba51c694ebca145b08d7d41b41acc8db5aa",
            imagePullPolicy: "Always",
            ports: [{ containerPort: 8080 }],
            livenessProbe: probe,
            readinessProbe: probe,
            resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1", memory: "256Mi" } },
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
            volumeMounts: [
              { name: "scratch", mountPath: "/tmp" },
              { name: "database", mountPath: "/run/secrets/database", readOnly: true },
            ],
          },
        ],
        volumes: [
          { name: "scratch", emptyDir: {} },
          { name: "database", secret: { secretName: "database" } },
        ],
      },
    },
  },
});
const service = new k8s.core.v1.Service("web", { metadata: { name: "web", namespace }, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } });
const ingress = new k8s.networking.v1.Ingress("web", {
  metadata: { name: "web", namespace },
  spec: {
    ingressClassName: "nginx",
    tls: [{ hosts: ["shop.example.com"], secretName: "web-tls" }],
    rules: [
      {
        host: "shop.example.com",
        http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: service.metadata.name, port: { number: 80 } } } }] },
      },
    ],
  },
});

export const host = ingress.spec.rules[0].host;
