import type { EventArchiveArgs } from "@pulumi/aws/cloudwatch/eventArchive";
import type { EventBusArgs } from "@pulumi/aws/cloudwatch/eventBus";
import type { EventConnectionArgs } from "@pulumi/aws/cloudwatch/eventConnection";
import { customerKey, resource } from "../../../lib/rule";

const EventArchive = resource<EventArchiveArgs>("aws:cloudwatch/eventArchive:EventArchive");
const EventBus = resource<EventBusArgs>("aws:cloudwatch/eventBus:EventBus");
const EventConnection = resource<EventConnectionArgs>("aws:cloudwatch/eventConnection:EventConnection");

export const eventArchiveCustomerKey = customerKey(EventArchive, {
  id: "aws-cloudwatch-event-archive-customer-key",
  subject: "Archives of events",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html",
  at: (archive) => archive.kmsKeyIdentifier,
});

export const eventBusCustomerKey = customerKey(EventBus, {
  id: "aws-cloudwatch-event-bus-customer-key",
  subject: "Event buses",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html",
  at: (bus) => bus.kmsKeyIdentifier,
});

export const eventConnectionCustomerKey = customerKey(EventConnection, {
  id: "aws-cloudwatch-event-connection-customer-key",
  subject: "Credentials of event connections",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-connections.html",
  at: (connection) => connection.kmsKeyIdentifier,
});
