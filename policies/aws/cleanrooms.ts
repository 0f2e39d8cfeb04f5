import type { CollaborationArgs } from "@pulumi/aws/cleanrooms/collaboration";
import { resource, setting } from "../../lib/rule";

const WithQueryLogs = resource<Pick<CollaborationArgs, "queryLogStatus">>("aws:cleanrooms/collaboration:Collaboration", "aws:cleanrooms/membership:Membership");

export const queryLogs = setting(WithQueryLogs, {
  id: "aws-cleanrooms-query-logs",
  title: "Clean Rooms collaborations log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards what members asked of the others' data.",
  see: "https://docs.aws.amazon.com/clean-rooms/latest/userguide/query-logs.html",
  at: (collaboration) => collaboration.queryLogStatus,
  good: ["ENABLED"],
  bad: ["DISABLED"],
  absent: "bad",
});
