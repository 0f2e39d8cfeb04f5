import type { ScheduledQueryArgs } from "@pulumi/aws/timestreamquery/scheduledQuery";
import { customerKey, resource } from "../../lib/rule";

const ScheduledQuery = resource<ScheduledQueryArgs>("aws:timestreamquery/scheduledQuery:ScheduledQuery");

export const scheduledQueryCustomerKey = customerKey(ScheduledQuery, {
  id: "aws-timestreamquery-scheduled-query-customer-key",
  subject: "Scheduled queries of Timestream",
  see: "https://docs.aws.amazon.com/timestream/latest/developerguide/EncryptionAtRest.html",
  at: (query) => query.kmsKeyId,
});
