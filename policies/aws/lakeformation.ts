import type { DataLakeSettingsArgs } from "@pulumi/aws/lakeformation/dataLakeSettings";
import type { PermissionsArgs } from "@pulumi/aws/lakeformation/permissions";
import { resource, rule, some, unknown } from "../../lib/rule";

const DataLakeSettings = resource<DataLakeSettingsArgs>("aws:lakeformation/dataLakeSettings:DataLakeSettings");
const Permissions = resource<PermissionsArgs>("aws:lakeformation/permissions:Permissions");

const everyone = "IAM_ALLOWED_PRINCIPALS";
const toEveryone = [{ permissions: ["ALL"], principal: everyone }];
const upgrading = "https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html";

export const settingsDefaultPermissions = rule(DataLakeSettings, {
  id: "aws-lakeformation-settings-default-permissions",
  title: "Lake Formation decides who may use new databases and tables",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "New databases and tables are open to whom any IAM policy lets, past Lake Formation's permissions.",
  fix: `Leave \`${everyone}\` out of \`createDatabaseDefaultPermissions\` and \`createTableDefaultPermissions\`.`,
  see: upgrading,
  pass: [{}, { createTableDefaultPermissions: [{ permissions: ["SELECT"], principal: "arn:aws:iam::111122223333:role/analyst" }] }],
  fail: [{ createDatabaseDefaultPermissions: toEveryone }, { createTableDefaultPermissions: toEveryone }],
  unknown: [{ createTableDefaultPermissions: [{ permissions: ["ALL"], principal: unknown }] }],
  check: ({ createDatabaseDefaultPermissions: databases, createTableDefaultPermissions: tables }) =>
    some([databases, tables], (grants) => some(grants, ({ principal, permissions }) => principal === everyone && some(permissions))) &&
    `new databases or tables are granted to \`${everyone}\``,
});

export const permissionsEveryone = rule(Permissions, {
  id: "aws-lakeformation-permissions-everyone",
  title: "Lake Formation permissions are for known principals only",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "The grant holds for everybody whom any IAM policy lets, past Lake Formation's permissions.",
  fix: "Set `principal` to a role, a user, or a group.",
  see: upgrading,
  pass: [{ principal: "arn:aws:iam::111122223333:role/analyst" }],
  fail: [{ principal: everyone }],
  unknown: [{ principal: unknown }],
  check: ({ principal }) => principal === everyone && `its principal is \`${everyone}\``,
});
