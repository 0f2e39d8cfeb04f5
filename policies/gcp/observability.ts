import type { FolderSettingsArgs } from "@pulumi/gcp/observability/folderSettings";
import type { OrganizationSettingsArgs } from "@pulumi/gcp/observability/organizationSettings";
import type { ProjectSettingsArgs } from "@pulumi/gcp/observability/projectSettings";
import { customerKey, resource } from "../../lib/rule";

const Settings = resource<ProjectSettingsArgs | FolderSettingsArgs | OrganizationSettingsArgs>(
  "gcp:observability/projectSettings:ProjectSettings",
  "gcp:observability/folderSettings:FolderSettings",
  "gcp:observability/organizationSettings:OrganizationSettings",
);

export const settingsCustomerKey = customerKey(Settings, {
  id: "gcp-observability-settings-customer-key",
  subject: "Observability buckets",
  at: ({ kmsKeyName }) => kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
