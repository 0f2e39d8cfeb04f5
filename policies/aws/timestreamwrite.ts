import type { DatabaseArgs } from "@pulumi/aws/timestreamwrite/database";
import { customerKey, resource } from "../../lib/rule";

const Database = resource<DatabaseArgs>("aws:timestreamwrite/database:Database");

export const databaseCustomerKey = customerKey(Database, {
  id: "aws-timestreamwrite-database-customer-key",
  subject: "Timestream databases",
  equivalents: { checkov: ["CKV_AWS_160"], "cdk-nag": ["AwsSolutions-TS3"] },
  see: "https://docs.aws.amazon.com/timestream/latest/developerguide/EncryptionAtRest.html",
  at: (database) => database.kmsKeyId,
});
