import type { DataSourceArgs } from "@pulumi/aws/quicksight/dataSource";
import { resource, setting } from "../../lib/rule";

export const dataSourceTls = setting(resource<DataSourceArgs>("aws:quicksight/dataSource:DataSource"), {
  id: "aws-quicksight-data-source-tls",
  title: "QuickSight connects to its sources by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { "cdk-nag": ["AwsSolutions-QS1"] },
  why: "The credentials and the data cross the network in the open.",
  see: "https://docs.aws.amazon.com/quicksight/latest/APIReference/API_SslProperties.html",
  at: ({ sslProperties }) => sslProperties?.disableSsl,
  good: [false],
  bad: [true],
  absent: "good",
});
