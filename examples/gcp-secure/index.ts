import * as gcp from "@pulumi/gcp";

const network = new gcp.compute.Network("shop", { autoCreateSubnetworks: false });
const subnetwork = new gcp.compute.Subnetwork("apps", {
  network: network.id,
  region: "europe-west1",
  ipCidrRange: "10.0.0.0/20",
  privateIpGoogleAccess: true,
  logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 0.5, metadata: "INCLUDE_ALL_METADATA" },
});

const invoices = new gcp.storage.Bucket("invoices", {
  location: "EU",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
  versioning: { enabled: true },
});

const ssh = new gcp.compute.Firewall("ssh", {
  network: network.id,
  allows: [{ protocol: "tcp", ports: ["22"] }],
  sourceRanges: ["35.235.240.0/20"],
  logConfig: { metadata: "INCLUDE_ALL_METADATA" },
});

const orders = new gcp.sql.DatabaseInstance("orders", {
  region: "europe-west1",
  databaseVersion: "POSTGRES_17",
  deletionProtection: true,
  settings: {
    tier: "db-f1-micro",
    ipConfiguration: { ipv4Enabled: false, privateNetwork: network.id, sslMode: "ENCRYPTED_ONLY" },
    backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true },
    databaseFlags: [
      { name: "log_connections", value: "on" },
      { name: "log_disconnections", value: "on" },
      { name: "cloudsql.enable_pgaudit", value: "on" },
    ],
  },
});

const nodes = new gcp.serviceaccount.Account("nodes", { accountId: "apps-nodes" });
const cluster = new gcp.container.Cluster("apps", {
  location: "europe-west1",
  network: network.id,
  subnetwork: subnetwork.id,
  removeDefaultNodePool: true,
  initialNodeCount: 1,
  releaseChannel: { channel: "REGULAR" },
  datapathProvider: "ADVANCED_DATAPATH",
  workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" },
  binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
  privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true, masterIpv4CidrBlock: "172.16.0.0/28" },
  masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "10.0.0.0/20", displayName: "apps" }] },
  masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
  ipAllocationPolicy: {},
});
new gcp.container.NodePool("apps", {
  cluster: cluster.id,
  nodeCount: 1,
  management: { autoRepair: true, autoUpgrade: true },
  nodeConfig: {
    serviceAccount: nodes.email,
    oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
    imageType: "COS_CONTAINERD",
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    workloadMetadataConfig: { mode: "GKE_METADATA" },
    metadata: { "disable-legacy-endpoints": "true" },
  },
});

export const bucket = invoices.url;
export const firewall = ssh.id;
export const database = orders.connectionName;
export const endpoint = cluster.endpoint;
