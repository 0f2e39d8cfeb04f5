import type { CompositeAlarmArgs } from "@pulumi/aws/cloudwatch/compositeAlarm";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import { resource, setting } from "../../../lib/rule";

const AnyAlarm = resource<Pick<MetricAlarmArgs & CompositeAlarmArgs, "actionsEnabled">>(
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
);

export const alarmActions = setting(AnyAlarm, {
  id: "aws-cloudwatch-alarm-actions",
  title: "Alarms act",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": [
      "AU-6(1)",
      "AU-6(5)",
      "AU-12(3)",
      "AU-14a",
      "AU-14b",
      "CA-2(2)",
      "CA-7",
      "CA-7b",
      "PM-14a.1",
      "PM-14b",
      "PM-31",
      "SC-36(1)(a)",
      "SI-2",
      "SI-2a",
      "SI-4(12)",
      "SI-5(1)",
      "SI-5b",
    ],
  },
  equivalents: {
    checkov: ["CKV_AWS_319"],
    regula: ["FG_R00240"],
    "cdk-nag": ["HIPAA.Security-CloudWatchAlarmAction", "NIST.800.53.R4-CloudWatchAlarmAction", "NIST.800.53.R5-CloudWatchAlarmAction"],
  },
  why: "An alarm without actions is seen only by whoever happens to look.",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
  at: (alarm) => alarm.actionsEnabled,
  good: [true],
  absent: "good",
});
