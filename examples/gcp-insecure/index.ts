import * as gcp from "@pulumi/gcp";

const invoices = new gcp.storage.Bucket("invoices", { location: "EU" });
new gcp.storage.BucketIAMMember("invoices-everyone", { bucket: invoices.name, role: "roles/storage.objectViewer", member: "allUsers" });

const ssh = new gcp.compute.Firewall("ssh", {
  network: "default",
  allows: [{ protocol: "tcp", ports: ["22"] }],
  sourceRanges: ["0.0.0.0/0"],
});

const orders = new gcp.sql.DatabaseInstance("orders", {
  region: "europe-west1",
  databaseVersion: "POSTGRES_17",
  settings: {
    tier: "db-f1-micro",
    ipConfiguration: { ipv4Enabled: true, authorizedNetworks: [{ name: "everyone", value: "0.0.0.0/0" }] },
  },
});

const deployer = new gcp.serviceaccount.Account("deployer", { accountId: "deployer" });
const owner = new gcp.projects.IAMMember("deployer", {
  project: "shop",
  role: "roles/owner",
  member: deployer.email.apply((email) => `serviceAccount:${email}`),
});

const cluster = new gcp.container.Cluster("apps", {
  location: "europe-west1",
  initialNodeCount: 1,
  enableLegacyAbac: true,
});

export const firewall = ssh.id;
export const database = orders.connectionName;
export const grant = owner.etag;
export const endpoint = cluster.endpoint;
