import * as k8s from "@pulumi/kubernetes";

const shop = new k8s.core.v1.Namespace("shop", { metadata: { name: "shop" } });
const namespace = shop.metadata.name;

const builder = new k8s.apps.v1.Deployment("builder", {
  metadata: { name: "builder", namespace },
  spec: {
    selector: { matchLabels: { app: "builder" } },
    template: {
      metadata: { labels: { app: "builder" } },
      spec: {
        hostNetwork: true,
        containers: [
          {
            name: "builder",
            image: "docker:27",
            securityContext: { privileged: true },
            volumeMounts: [{ name: "docker", mountPath: "/var/run/docker.sock" }],
          },
        ],
        volumes: [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }],
      },
    },
  },
});

const orders = new k8s.apps.v1.StatefulSet("orders", {
  metadata: { name: "orders", namespace },
  spec: {
    serviceName: "orders",
    selector: { matchLabels: { app: "orders" } },
    template: {
      metadata: { labels: { app: "orders" } },
      spec: {
        containers: [
          {
            name: "postgres",
            image: "postgres:17",
            ports: [{ containerPort: 5432 }],
            securityContext: { capabilities: { add: ["SYS_ADMIN", "NET_ADMIN"] } },
          },
        ],
      },
    },
  },
});
const database = new k8s.core.v1.Service("orders", {
  metadata: { name: "orders", namespace },
  spec: { type: "LoadBalancer", selector: { app: "orders" }, ports: [{ port: 5432 }] },
});

const everything = new k8s.rbac.v1.ClusterRole("everything", {
  metadata: { name: "everything" },
  rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
});
new k8s.rbac.v1.ClusterRoleBinding("everyone", {
  metadata: { name: "everyone" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: everything.metadata.name },
  subjects: [{ kind: "Group", name: "system:unauthenticated" }],
});
new k8s.rbac.v1.ClusterRoleBinding("deployer", {
  metadata: { name: "deployer" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
  subjects: [{ kind: "ServiceAccount", name: "deployer", namespace: "shop" }],
});

const web = new k8s.networking.v1.Ingress("web", {
  metadata: {
    name: "web",
    namespace,
    annotations: { "nginx.ingress.kubernetes.io/configuration-snippet": "proxy_set_header X-Shop yes;" },
  },
  spec: {
    rules: [
      {
        host: "shop.example.com",
        http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 80 } } } }] },
      },
    ],
  },
});

export const build = builder.metadata.name;
export const stateful = orders.metadata.name;
export const service = database.metadata.name;
export const ingress = web.metadata.name;
