import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance";
import type { UserArgs } from "@pulumi/gcp/sql/user";
import { from, resource, rule, some, unknown } from "../../../lib/rule";
import { databaseFlag } from "./database-flag";
import { versionOf } from "./version";

const DatabaseInstance = resource<DatabaseInstanceArgs>("gcp:sql/databaseInstance:DatabaseInstance");
const User = resource<UserArgs>("gcp:sql/user:User");

export const mysqlPasswordlessUser = rule(DatabaseInstance, {
  id: "gcp-sql-mysql-passwordless-user",
  title: "Cloud SQL for MySQL has no users without a password",
  severity: "high",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_GCP_7"] },
  why: "Whoever reaches the database can sign in, as `root` with all privileges.",
  fix: "Give the `gcp.sql.User` a `password`, or let it sign in by IAM.",
  see: "https://cloud.google.com/sql/docs/mysql/create-manage-users",
  related: { users: from(User, "instance") },
  pass: [
    { databaseVersion: "MYSQL_8_0" },
    {
      databaseVersion: "MYSQL_8_0",
      users: [
        { name: "root", password: "made-up" },
        { name: "jane@example.com", type: "CLOUD_IAM_USER" },
      ],
    },
    { databaseVersion: "MYSQL_8_0", users: [{ name: "root", password: unknown }] },
    { databaseVersion: "POSTGRES_16", users: [{ name: "root" }] },
  ],
  fail: [
    { databaseVersion: "MYSQL_8_0", users: [unknown, { name: "root" }] },
    { databaseVersion: "MYSQL_8_4", users: [{ name: "app", type: "BUILT_IN" }] },
  ],
  unknown: [{ databaseVersion: "MYSQL_8_0", users: [unknown] }],
  check: ({ databaseVersion, users }) =>
    versionOf(databaseVersion).engine === "MYSQL" &&
    some(users, (user) => (user.type ?? "BUILT_IN") === "BUILT_IN" && !("password" in user) && !("passwordWo" in user)) &&
    "has a user without a password",
});

export const mysqlLocalInfile = databaseFlag({
  id: "gcp-sql-mysql-local-infile",
  title: "Cloud SQL for MySQL lets clients load no local files",
  severity: "medium",
  family: "access-control",
  controls: { "cis-gcp-1.2": ["6.1.3"] },
  equivalents: { checkov: ["CKV_GCP_50"], trivy: ["AVD-GCP-0026"], regula: ["FG_R00423"] },
  why: "An injected statement can read files of the client's machine into the database.",
  engine: "MYSQL",
  flag: "local_infile",
  value: "off",
  byDefault: (major) => (major < 6 ? "on" : "off"),
});

export const mysqlSkipShowDatabase = databaseFlag({
  id: "gcp-sql-mysql-skip-show-database",
  title: "Cloud SQL for MySQL hides the names of databases",
  family: "access-control",
  equivalents: { kics: ["a8b7c6d5-e4f3-2109-8a7b-6c5d4e3f2109"] },
  why: "Any user can otherwise list databases that aren't theirs.",
  engine: "MYSQL",
  flag: "skip_show_database",
  value: "on",
  byDefault: () => "off",
});
