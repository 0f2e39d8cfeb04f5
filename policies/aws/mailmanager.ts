import type { ArchiveArgs } from "@pulumi/aws/mailmanager/archive";
import { customerKey, resource } from "../../lib/rule";

export const archiveCustomerKey = customerKey(resource<ArchiveArgs>("aws:mailmanager/archive:Archive"), {
  id: "aws-mailmanager-archive-customer-key",
  subject: "Mail Manager archives",
  see: "https://docs.aws.amazon.com/ses/latest/dg/eb-archiving.html",
  at: (archive) => archive.kmsKeyArn,
});
