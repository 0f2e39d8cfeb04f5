import { databaseFlag } from "./database-flag";

export const sqlserverContainedAuthentication = databaseFlag({
  id: "gcp-sql-sqlserver-contained-authentication",
  title: "Cloud SQL for SQL Server lets no database have users of its own",
  severity: "medium",
  family: "access-control",
  controls: { "cis-gcp-1.2": ["6.3.7"] },
  equivalents: { checkov: ["CKV_GCP_59"], trivy: ["AVD-GCP-0023"], regula: ["FG_R00432"] },
  why: "The owner of a contained database can let in users that the instance's administrator doesn't know.",
  engine: "SQLSERVER",
  flag: "contained database authentication",
  value: "off",
  byDefault: () => "off",
});

export const sqlserverOwnershipChaining = databaseFlag({
  id: "gcp-sql-sqlserver-ownership-chaining",
  title: "Cloud SQL for SQL Server has no ownership chaining across databases",
  severity: "medium",
  family: "access-control",
  controls: { "cis-gcp-1.2": ["6.3.2"] },
  equivalents: {
    checkov: ["CKV_GCP_58"],
    trivy: ["AVD-GCP-0019"],
    kics: ["b2d5f3c9-1e68-47a1-89b4-92f3a6d7e123"],
    regula: ["FG_R00431"],
  },
  why: "An object in one database can reach those of the same owner in another without a check of permissions.",
  engine: "SQLSERVER",
  flag: "cross db ownership chaining",
  value: "off",
  byDefault: () => "off",
});
